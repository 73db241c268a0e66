import { parseAsked, wholeNumber, type AskedSearch } from '../../query/asked.ts'

/** What the address of the room holds: what is steered, and all that is done to it. */
export interface SteerSearch extends AskedSearch {
  /** Sliders, as `writeEdits` puts them; without it, those of the strongest groups. */
  readonly edits?: string | undefined
  /** Whether the controls are shown. */
  readonly controls?: true | undefined
  /** Which random groups the control takes. */
  readonly seed?: number | undefined
  /** The form in which the edits are shown for copying. */
  readonly copy?: CopyForm | undefined
}

export const copyForms = ['typescript', 'cli', 'http', 'json'] as const
export type CopyForm = (typeof copyForms)[number]

export function parseSteerSearch(search: Readonly<Record<string, unknown>>): SteerSearch {
  const { edits, controls, copy } = search
  const seed = wholeNumber(search['seed'])
  return {
    ...parseAsked(search),
    ...(typeof edits === 'string' && { edits }),
    ...(controls === true && { controls }),
    ...(seed !== undefined && { seed }),
    ...(copyForms.includes(copy as CopyForm) && { copy: copy as CopyForm }),
  }
}
