import { parseAsked, wholeNumber, words, type AskedSearch } from '../../query/asked.ts'

/** What the address of the room holds; `of` may also be `all`. */
export interface SearchSearch extends AskedSearch {
  /** The modality that is searched. */
  readonly to?: string | undefined
  /** Concepts that hits must have, such as `l31,g2`. */
  readonly with?: string | undefined
  /** Concepts that hits must not have. */
  readonly without?: string | undefined
  /** Hits on each side. */
  readonly count?: number | undefined
}

export function parseSearchSearch(search: Readonly<Record<string, unknown>>): SearchSearch {
  const [to, having, lacking] = ['to', 'with', 'without'].map((key) => words(search[key]))
  const count = wholeNumber(search['count'])
  return {
    ...parseAsked(search),
    ...(to !== undefined && { to }),
    ...(having !== undefined && { with: having }),
    ...(lacking !== undefined && { without: lacking }),
    ...(count !== undefined && { count: Math.min(MOST, Math.max(1, count)) }),
  }
}

/** Hits that are shown at first, that are added, and that can be shown. */
export const FEW = 12
export const MOST = 96
