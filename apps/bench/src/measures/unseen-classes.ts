import { createRandom, gather } from '@cmgsae/tensor'
import { selectPairs } from '../datasets/select-pairs.ts'
import type { Pairs, Split } from '../datasets/dataset.ts'

/** Share of the classes that the SAE is fitted on. */
const SEEN = 0.8

/** A split in two by class: what to fit on, and the same split with the other classes only. */
export interface ClassDivision {
  readonly seen: Split
  readonly unseen: Split
  /** The test samples of `unseen` with all classes to choose among: seen ones compete. */
  readonly unseenAmongAll: Split
}

/**
 * The control for labels that leak through class prompts: fit on four fifths of the classes, drawn
 * with the split's seed, and probe on the rest. Unseen classes are renumbered from 0.
 */
export function divideClasses(split: Split, classes: number): ClassDivision {
  const order = Uint32Array.from({ length: classes }, (_, c) => c)
  createRandom(split.seed + 1).shuffle(order)
  const cut = Math.round(SEEN * classes)
  const unseen = [...order.subarray(cut)].sort((a, b) => a - b)
  const isUnseen = new Set(unseen)
  const only = (pairs: Pairs, keep: (label: number) => boolean): Pairs =>
    selectPairs(
      pairs,
      Array.from(pairs.labels!.keys()).filter((n) => keep(pairs.labels![n]!)),
    )
  const renumber = (pairs: Pairs): Pairs => ({
    ...pairs,
    labels: pairs.labels!.map((label) => unseen.indexOf(label)),
  })
  const seenOnly = (label: number) => !isUnseen.has(label)
  const test = only(split.test, (label) => isUnseen.has(label))
  return {
    unseenAmongAll: { ...split, test },
    seen: { ...split, train: only(split.train, seenOnly), test: only(split.test, seenOnly) },
    unseen: {
      ...split,
      train: renumber(only(split.train, (label) => isUnseen.has(label))),
      test: renumber(test),
      ...(split.prompts && {
        prompts: split.prompts.map((prompts) => prompts && gather(prompts, unseen)),
      }),
    },
  }
}
