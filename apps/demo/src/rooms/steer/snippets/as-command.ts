import type { Edit } from '../../../engine/types.ts'
import type { CommandEdit } from './command-edits.ts'
import { shellQuote } from './shell-quote.ts'

const flags: Record<Edit['kind'], string> = {
  boost: '--boost',
  suppress: '--suppress',
  set: '--set-group',
}

/** `cmgsae steer` with the same edits of a row of the run. */
export function asCommand(row: number, edits: readonly CommandEdit[]): string {
  const parts = edits.map(({ kind, name, amount }) => {
    const value = kind === 'suppress' ? name : `${name}=${amount}`
    return `${flags[kind]} ${shellQuote(value)}`
  })
  return ['cmgsae steer RUN', `--sample ${row}`, ...parts].join(' \\\n  ')
}
