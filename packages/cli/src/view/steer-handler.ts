import { CliError } from '../errors.ts'
import type { OpenedRun } from '../run/open-run.ts'
import { editKinds, type EditKind } from '../steer/edits.ts'
import { steerRun, type AskedEdit, type Steering } from '../steer/steer-run.ts'

/**
 * Answers `{ "edits": [{ "kind": "boost", "name": "dog", "amount": 2 }], "sample": 17 }` as
 * `cmgsae steer --json` would; without a sample, of the held-out ones. `open` is called once.
 */
export function steerHandler(
  open: () => Promise<OpenedRun>,
): (asked: unknown) => Promise<Steering> {
  let opened: Promise<OpenedRun> | undefined
  return async (asked) => {
    const { edits, sample } = parse(asked)
    return steerRun(await (opened ??= open()), edits, sample)
  }
}

function parse(asked: unknown): { edits: AskedEdit[]; sample: number | undefined } {
  const { edits, sample, ...rest } = fieldsOf(asked, 'the request')
  refuseOthers(rest, 'edits and sample')
  if (!Array.isArray(edits) || edits.length === 0) {
    throw new CliError(
      'edits must be a list such as [{"kind": "boost", "name": "dog", "amount": 2}]',
    )
  }
  if (sample !== undefined && !(Number.isSafeInteger(sample) && (sample as number) >= 0)) {
    throw new CliError(`sample is ${JSON.stringify(sample)}; it must be a row, counted from 0`)
  }
  return { edits: edits.map(parseEdit), sample: sample as number | undefined }
}

function parseEdit(asked: unknown, at: number): AskedEdit {
  const where = `edits[${at}]`
  const { kind, name, amount, ...rest } = fieldsOf(asked, where)
  refuseOthers(rest, 'kind, name and amount')
  if (!editKinds.includes(kind as EditKind)) {
    throw new CliError(`${where}.kind is ${JSON.stringify(kind)}; choose ${editKinds.join(', ')}`)
  }
  if (typeof name !== 'string' || name === '') {
    throw new CliError(`${where}.name must be a group, a class or a latent such as "#41"`)
  }
  if (kind === 'suppress') return { kind, name, amount: 0 }
  // JSON has room for 1e999.
  if (typeof amount !== 'number' || !Number.isFinite(amount)) {
    throw new CliError(`${where}.amount is ${JSON.stringify(amount)}; it must be a finite number`)
  }
  return { kind: kind as EditKind, name, amount }
}

function fieldsOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new CliError(`${what} must be a JSON object`)
}

function refuseOthers(rest: Record<string, unknown>, known: string): void {
  const [other] = Object.keys(rest)
  if (other !== undefined) throw new CliError(`there is no ${JSON.stringify(other)}: only ${known}`)
}
