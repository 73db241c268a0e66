import type { Sorting } from '../../../ui/table/index.ts'
import type { Described } from '../described.ts'

/** One for all, since making one takes longer than a thousand comparisons. */
const byWords = new Intl.Collator('en', { numeric: true }).compare

/** Share of the activation above which a concept belongs to one modality. */
const MOSTLY = 0.8

export interface Wanted {
  /** Words that all must occur. */
  readonly find: string
  /** `live`, `shared`, `dead`, `named` or a modality; undefined: all. */
  readonly only: string | undefined
  readonly sorting: Sorting
}

/** Numbers of the concepts that are wanted, in order; equals by number, what has no value last. */
export function orderConcepts(concepts: Described, { find, only, sorting }: Wanted): number[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean)
  const kept = [...concepts.names.keys()].filter(
    (i) =>
      // A group that everything was moved out of is none.
      concepts.table.size[i]! > 0 &&
      isOf(concepts, i, only) &&
      words.every((word) => concepts.words[i]!.includes(word)),
  )
  const sign = sorting.descending ? -1 : 1
  const texts = textsBy(concepts, sorting.key)
  if (texts) return kept.sort((a, b) => sign * byWords(texts[a]!, texts[b]!) || a - b)
  const values = valuesBy(concepts, sorting.key)
  if (!values) return sorting.descending ? kept.reverse() : kept
  return byValue(kept, values, sign)
}

/** More concepts than a run has. */
const MOST = 2 ** 20

/**
 * Sorts one number made of value and concept for each, which typed arrays do without calls: comparing
 * 8,192 in JavaScript is a long task the first time. What has no value comes last.
 */
function byValue(concepts: readonly number[], values: ArrayLike<number>, sign: number): number[] {
  const floats = Float32Array.from(concepts, (i) => values[i]!)
  const bits = new Int32Array(floats.buffer)
  const keys = Float64Array.from(concepts, (i, at) => {
    // The bits of a float32 grow with its size.
    const rank = bits[at]! < 0 ? -(bits[at]! & 0x7f_ff_ff_ff) : bits[at]!
    return (Number.isNaN(floats[at]) ? 2 ** 31 : sign * rank) * MOST + i
  })
  return Array.from(keys.sort(), (key) => key - Math.floor(key / MOST) * MOST)
}

function isOf({ table, modalities, main, named }: Described, i: number, only: string | undefined) {
  switch (only) {
    case undefined:
      return true
    case 'live':
      return table.dead[i] === 0
    case 'dead':
      return table.dead[i] === 1
    case 'named':
      return named[i] === 1
    case 'shared':
      return modalities.every((name) => table.score[name]![i]! <= MOSTLY)
    default:
      return main[i] === modalities.indexOf(only) && table.score[only]![i]! > MOSTLY
  }
}

function textsBy({ names, groups }: Described, key: string): readonly string[] | null {
  if (key === 'name') return names
  return key === 'group' ? groups : null
}

function valuesBy({ table, density }: Described, key: string): ArrayLike<number> | undefined {
  if (key === 'density') return density
  if (key === 'share') return table.topShare
  if (key === 'size') return table.size
  return table.score[key.replace(/^score /, '')]
}
