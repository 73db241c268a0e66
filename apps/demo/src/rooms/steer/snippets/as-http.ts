import type { CommandEdit } from './command-edits.ts'
import { shellQuote } from './shell-quote.ts'

/** The same edits of a row of the run, asked of `cmgsae view`. */
export function asHttp(origin: string, row: number, edits: readonly CommandEdit[]): string {
  const described = edits.map(({ kind, name, amount }) =>
    JSON.stringify({
      kind: kind === 'set' ? 'set-group' : kind,
      name,
      ...(kind !== 'suppress' && { amount }),
    }),
  )
  const body = `{"sample": ${row}, "edits": [\n    ${described.join(',\n    ')}\n  ]}`
  return [
    `curl ${origin}/steer`,
    "--header 'Content-Type: application/json'",
    `--data ${shellQuote(body)}`,
  ].join(' \\\n  ')
}
