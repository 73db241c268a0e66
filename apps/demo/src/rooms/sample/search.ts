import { parseAsked, wholeNumber, words, type AskedSearch } from '../../query/asked.ts'

/** What the address of the room holds. */
export interface SampleSearch extends AskedSearch {
  /** The modality that is rebuilt. */
  readonly into?: string | undefined
  /** The latent that is looked at closely. */
  readonly open?: number | undefined
}

export function parseSampleSearch(search: Readonly<Record<string, unknown>>): SampleSearch {
  const into = words(search['into'])
  const open = wholeNumber(search['open'])
  return {
    ...parseAsked(search),
    ...(into !== undefined && { into }),
    ...(open !== undefined && { open }),
  }
}
