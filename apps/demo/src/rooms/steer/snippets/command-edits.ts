import type { Edit, Partition, Target } from '../../../engine/types.ts'

/** An edit as the command line and its server take it. */
export interface CommandEdit extends Pick<Edit, 'kind' | 'amount'> {
  readonly name: string
}

/** Edits by names that the command line understands; null where it has none for one of the classes. */
export function commandEdits(
  edits: readonly Edit[],
  partition: Partition,
  classes: readonly string[],
): CommandEdit[] | null {
  const named: CommandEdit[] = []
  for (const { kind, target, amount } of edits) {
    const name = nameOf(target, partition, classes)
    if (name === null) return null
    named.push({ kind, name, amount: +amount.toFixed(2) })
  }
  return named
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
