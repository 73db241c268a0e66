import type { Edit, Partition, Target } from '../../../engine/types.ts'

export interface CommandParts {
  readonly sample: number
  readonly edits: readonly Edit[]
  readonly partition: Partition
  readonly classes: readonly string[]
}

const flags = { boost: '--boost', suppress: '--suppress', set: '--set-group' } as const

/** `cmgsae steer` with the same edits; null where it has no name for one of the classes. */
export function asCommand({ sample, edits, partition, classes }: CommandParts): string | null {
  const parts = edits.map(({ kind, target, amount }) => {
    const name = nameOf(target, partition, classes)
    if (name === null) return null
    const value = kind === 'suppress' ? name : `${name}=${+amount.toFixed(2)}`
    return `${flags[kind]} ${quote(value)}`
  })
  if (parts.includes(null)) return null
  return ['cmgsae steer RUN', `--sample ${sample}`, ...parts].join(' \\\n  ')
}

/** What the command line takes for a target: numbers and names of groups come before classes. */
function nameOf(
  { kind, index }: Target,
  { names }: Partition,
  classes: readonly string[],
): string | null {
  if (kind === 'latent') return `#${index}`
  const isGroup = (name: string) =>
    names.some((other) => other.toLowerCase() === name.toLowerCase())
  if (kind === 'class') {
    const name = classes[index]!
    return isGroup(name) || isNumber(name) ? null : name
  }
  const name = names[index]!
  const first = names.findIndex((other) => other.toLowerCase() === name.toLowerCase())
  return first === index && !isNumber(name) ? name : String(index)
}

const isNumber = (name: string) => /^#?\d+$/.test(name)

/** For a POSIX shell. */
function quote(text: string): string {
  return /^[\w.,:/=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
