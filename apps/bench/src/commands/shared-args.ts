import { availableParallelism } from 'node:os'
import { BenchError } from '../errors.ts'
import { MODELS } from '../models.ts'
import { CURVED } from '../plan.ts'

/** Options that every set takes. */
export const sharedArgs = {
  out: {
    type: 'string',
    valueHint: 'DIR',
    description:
      'Folder for results.json, report.html, runs/ and finished jobs; the same command with the same folder goes on where it stopped (default: runs/bench-SET)',
  },
  models: {
    type: 'string',
    valueHint: 'a,b',
    description: `Rows to compare, of: ${MODELS.join(', ')} (default: all)`,
  },
  variants: {
    type: 'string',
    valueHint: 'FILE',
    description:
      'JSON of more rows, each a preset with changes: {"no mask": {"preset": "cmgsae", "mask": {"kind": "none"}}}',
  },
  validation: {
    type: 'boolean',
    description: 'Measure on held-out training pairs instead of the test part: to choose recipes',
  },
  seeds: {
    type: 'string',
    valueHint: 'N',
    description: 'Splits, each with its own training seed (default: 3; ESC-50: its 5 folds)',
  },
  quick: {
    type: 'boolean',
    description:
      'About a minute: fewer splits, epochs, latents and classes, a smaller probe, no tuning',
  },
  latents: {
    type: 'string',
    valueHint: 'P',
    description: 'Latents in all, the same for all models',
  },
  k: { type: 'string', valueHint: 'K', description: 'Active latents per sample, the same for all' },
  epochs: { type: 'string', valueHint: 'N', description: 'Passes over the training pairs' },
  batch: {
    type: 'string',
    valueHint: 'N',
    description: 'Training pairs of a step, for all models',
  },
  tune: {
    type: 'boolean',
    default: true,
    negativeDescription: 'Train all models with their preset learning rate',
    description: 'Choose each learning rate on held-out training pairs of the first split',
  },
  unseen: {
    type: 'boolean',
    default: true,
    negativeDescription: 'Leave out the control with classes the SAE never saw',
    description: 'Measure every model on classes that it was not fitted on, too',
  },
  curve: {
    type: 'boolean',
    default: true,
    negativeDescription: 'Train no further L0 values for the curve',
    description: `Train ${CURVED.models.join(', ')} at L0 ${CURVED.l0.join(', ')}, too`,
  },
  jobs: {
    type: 'string',
    valueHint: 'N',
    description: `Jobs side by side (default: the number of cores, ${availableParallelism()}); results do not depend on it`,
  },
} as const

/** Values of the shared options as citty hands them over. */
export interface SharedValues {
  readonly out?: string | undefined
  readonly models?: string | undefined
  readonly variants?: string | undefined
  readonly validation?: boolean | undefined
  readonly seeds?: string | undefined
  readonly quick?: boolean | undefined
  readonly latents?: string | undefined
  readonly k?: string | undefined
  readonly epochs?: string | undefined
  readonly batch?: string | undefined
  readonly tune?: boolean | undefined
  readonly unseen?: boolean | undefined
  readonly curve?: boolean | undefined
  readonly jobs?: string | undefined
}

/** @throws BenchError unless the text is a whole number in the range */
export function wholeNumber(
  name: string,
  text: string | undefined,
  { least = 1, most = Infinity }: { least?: number; most?: number } = {},
): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value
  const range = most === Infinity ? `from ${least} up` : `from ${least} to ${most}`
  throw new BenchError(`--${name} is "${text}"; it must be a whole number ${range}`)
}

/** @throws BenchError for an option that no command knows, such as a misspelt one */
export function refuseUnknown(
  rawArgs: readonly string[],
  args: Readonly<Record<string, { readonly type?: string | undefined }>>,
): void {
  const takesValue = (name: string) => args[name]?.type === 'string'
  for (let i = 0; i < rawArgs.length; i++) {
    const text = rawArgs[i]!
    const [, given = '', value] = /^--?([^=]+)(=.*)?$/s.exec(text) ?? []
    const name = given.replace(/^no-/, '')
    const known = given in args || (args[name]?.type === 'boolean' && given.startsWith('no-'))
    if (!text.startsWith('-')) {
      throw new BenchError(`"${text}" belongs to no option; see --help`)
    }
    if (!known) throw new BenchError(`there is no option ${text.replace(/=.*/s, '')}; see --help`)
    if (!takesValue(given) || value !== undefined) continue
    const next = rawArgs[++i]
    if (next === undefined || next.startsWith('--')) {
      throw new BenchError(`--${given} needs a value; see --help`)
    }
  }
}
