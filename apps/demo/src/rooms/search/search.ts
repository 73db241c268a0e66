/** What the address of the room holds. */
export interface SearchSearch {
  /** Sample that is looked at. */
  readonly sample?: number | undefined
}

export function parseSearchSearch(search: Readonly<Record<string, unknown>>): SearchSearch {
  const sample = Number(search['sample'])
  return Number.isInteger(sample) && sample >= 0 ? { sample } : {}
}
