/** What the address of the room holds. */
export interface SteerSearch {
  /** Sample that is looked at. */
  readonly sample?: number | undefined
}

export function parseSteerSearch(search: Readonly<Record<string, unknown>>): SteerSearch {
  const sample = Number(search['sample'])
  return Number.isInteger(sample) && sample >= 0 ? { sample } : {}
}
