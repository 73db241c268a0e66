import type { Edit, Target } from '../../engine/types.ts'
import type { OpenRun } from '../../app/run-context.ts'

/** The largest change by hand, in units of a concept's usual strength. */
export const MOST = 5

const targets = { g: 'group', l: 'latent', c: 'class' } as const
const kinds = { add: 'boost', set: 'set', off: 'suppress' } as const

/**
 * Edits as the address holds them: `g3-add1.5_l41-set0.5_c2-off` adds 1.5 × group 3, sets latent 41
 * to half of its usual strength and switches class 2 off. All letters pass an address unchanged.
 */
export function writeEdits(edits: readonly Edit[]): string {
  return edits
    .map(({ kind, target, amount }) => {
      const what = `${target.kind[0]}${target.index}`
      return kind === 'suppress'
        ? `${what}-off`
        : `${what}-${kind === 'set' ? 'set' : 'add'}${+amount.toFixed(2)}`
    })
    .join('_')
}

/** Reads what `writeEdits` wrote; parts that are something else are left out. */
export function readEdits(text: string): Edit[] {
  return text.split('_').flatMap((part): Edit[] => {
    const [, of, index, verb, number = '0'] =
      /^([glc])(\d+)-(add|set|off)(-?\d+(?:\.\d+)?)?$/.exec(part) ?? []
    if (of === undefined) return []
    const kind = kinds[verb as keyof typeof kinds]
    const target = { kind: targets[of as keyof typeof targets], index: Number(index) }
    return [{ kind, target, amount: within(kind, Number(number)) }]
  })
}

/** The nearest amount that a slider can stand at. */
export function within(kind: Edit['kind'], amount: number): number {
  if (kind === 'suppress') return 0
  return Math.min(MOST, Math.max(kind === 'set' ? 0 : -MOST, amount))
}

/** Whether an edit changes anything: a slider at rest adds 0. */
export const changes = ({ kind, amount }: Edit): boolean => kind !== 'boost' || amount !== 0

/**
 * What is applied, in the order of `cmgsae steer`: what is added, then what is switched off, then
 * what is set, so that the same edits do the same everywhere.
 */
export function inOrder(edits: readonly Edit[]): Edit[] {
  return (['boost', 'suppress', 'set'] as const).flatMap((kind) =>
    edits.filter((edit) => edit.kind === kind && changes(edit)),
  )
}

export const isSame = (a: Target, b: Target): boolean => a.kind === b.kind && a.index === b.index

/** Whether the run has what an edit is about. */
export function isInRun({ kind, index }: Target, run: OpenRun): boolean {
  const { summary, partition } = run
  const count = {
    group: partition.names.length,
    latent: summary.latents,
    class: summary.samples.classes.length,
  }
  return index < count[kind]
}

/** A slider at rest for each of the strongest groups of a code. */
export function startingEdits(groups: Float32Array, count: number): Edit[] {
  return [...groups.keys()]
    .filter((g) => groups[g]! > 0)
    .sort((a, b) => groups[b]! - groups[a]!)
    .slice(0, count)
    .map((index) => ({ kind: 'boost', target: { kind: 'group', index }, amount: 0 }))
}
