import type { Steering } from '../../engine/types.ts'

/** A class with its score in each modality, before and after. */
export interface MovedClass {
  readonly class: number
  readonly isTarget: boolean
  readonly scores: readonly { readonly before: number; readonly after: number }[]
}

/**
 * Classes to look at: the targets of the edits, then those that moved most in any modality; the
 * highest where nothing was changed.
 */
export function movedClasses(
  { modalities, targets }: Pick<Steering, 'modalities' | 'targets'>,
  names: readonly string[],
  { isChanged, count }: { readonly isChanged: boolean; readonly count: number },
): MovedClass[] {
  const parts = names.map((name) => modalities[name]!)
  const classes = parts[0]?.before.length ?? 0
  const weight = Float64Array.from({ length: classes }, (_, c) => {
    if (targets.includes(c)) return Infinity
    return isChanged
      ? Math.max(...parts.map(({ before, after }) => Math.abs(after[c]! - before[c]!)))
      : parts.reduce((sum, { before }) => sum + before[c]!, 0)
  })
  return Array.from(weight.keys())
    .sort((a, b) => (weight[a] === weight[b] ? a - b : weight[b]! - weight[a]!))
    .slice(0, count)
    .map((c) => ({
      class: c,
      isTarget: targets.includes(c),
      scores: parts.map(({ before, after }) => ({ before: before[c]!, after: after[c]! })),
    }))
}
