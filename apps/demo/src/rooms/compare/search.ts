/** What the address of the room holds. */
export interface CompareSearch {
  /** Column of the table that rows are sorted by, `-` before it for large values first. */
  readonly sort?: string | undefined
  /** What the curve shows over L0; none: zero-shot accuracy. */
  readonly curve?: string | undefined
  /** The model whose heat map is shown; none: the first. */
  readonly model?: string | undefined
}

export function parseCompareSearch(search: Readonly<Record<string, unknown>>): CompareSearch {
  const words = (['sort', 'curve', 'model'] as const).filter(
    (key) => typeof search[key] === 'string',
  )
  return Object.fromEntries(words.map((key) => [key, search[key]]))
}
