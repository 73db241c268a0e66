import type { Pairs, Split } from './dataset.ts'
import { distinctRows } from './distinct-rows.ts'
import { selectPairs } from './select-pairs.ts'
import { splitByGroup } from './split-by-group.ts'

/** Four fifths of the training pairs to fit on, the rest to choose by; the test part stays unseen. */
export function holdOut({ train, seed }: Split): {
  readonly fitted: { readonly train: Pairs }
  readonly held: Pairs
} {
  const ids = distinctRows(train.modalities[0]!.embeddings)
  const rows = splitByGroup(ids, { share: 0.2, seed: seed + 1 })
  return {
    fitted: { train: selectPairs(train, rows.train) },
    held: selectPairs(train, rows.test),
  }
}
