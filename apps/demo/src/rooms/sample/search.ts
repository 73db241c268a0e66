/** What the address of the room holds. */
export interface SampleSearch {
  /** Sample that is looked at. */
  readonly sample?: number | undefined
}

export function parseSampleSearch(search: Readonly<Record<string, unknown>>): SampleSearch {
  const sample = Number(search['sample'])
  return Number.isInteger(sample) && sample >= 0 ? { sample } : {}
}
