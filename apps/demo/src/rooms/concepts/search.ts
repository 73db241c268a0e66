/** What the address of the room holds. */
export interface ConceptsSearch {
  /** Words that names are searched for. */
  readonly find?: string | undefined
  /** Column sorted by, `-` before it for large values first. */
  readonly sort?: string | undefined
}

export function parseConceptsSearch(search: Readonly<Record<string, unknown>>): ConceptsSearch {
  const { find, sort } = search
  return {
    ...(typeof find === 'string' && find !== '' && { find }),
    ...(typeof sort === 'string' && { sort }),
  }
}
