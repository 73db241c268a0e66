/** What the address of a room that asks about one thing holds. */
export interface AskedSearch {
  /** Number of a sample. */
  readonly sample?: number | undefined
  /** The modality that the sample is taken in. */
  readonly of?: string | undefined
  /** A typed text. */
  readonly text?: string | undefined
  /** Name of a file that was given; the file itself is only kept as long as the page. */
  readonly file?: string | undefined
  /** Which way of asking is open. */
  readonly by?: AskBy | undefined
  /** Words that samples are searched for. */
  readonly find?: string | undefined
  /** Class that samples are narrowed to. */
  readonly class?: number | undefined
}

export type AskBy = 'sample' | 'file' | 'words'

const ways: readonly unknown[] = ['sample', 'file', 'words'] satisfies AskBy[]

export function parseAsked(search: Readonly<Record<string, unknown>>): AskedSearch {
  const sample = wholeNumber(search['sample'])
  const group = wholeNumber(search['class'])
  const [of, text, file, find] = ['of', 'text', 'file', 'find'].map((key) => words(search[key]))
  return {
    ...(sample !== undefined && { sample }),
    ...(of !== undefined && { of }),
    ...(text !== undefined && { text }),
    ...(file !== undefined && { file }),
    ...(ways.includes(search['by']) && { by: search['by'] as AskBy }),
    ...(find !== undefined && { find }),
    ...(group !== undefined && { class: group }),
  }
}

/** A whole number from 0, undefined for anything else. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined
}

/** Words that are not empty; an address may hold them as a number. */
export function words(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text !== '' ? text : undefined
}

/** The way of asking that is open: the chosen one, else that of what is asked. */
export function askedBy({ by, text, file }: AskedSearch): AskBy {
  if (by) return by
  if (file !== undefined) return 'file'
  return text === undefined ? 'sample' : 'words'
}

/** One of the things that can be asked about, as the address holds it. */
export type AskedNow =
  | { readonly sample: number }
  | { readonly text: string }
  | { readonly file: string }

/** The change of an address that asks about something else, and nothing else beside it. */
export function asking(what: AskedNow): AskedSearch {
  return { sample: undefined, text: undefined, file: undefined, by: undefined, ...what }
}
