import { checkCodes, type Codes } from './codes.ts'
import { createGroupNorm } from './group-norm.ts'
import type { PartitionTree } from './nested.ts'
import { checkStep, checkWeight, type Penalty } from './penalty.ts'

/**
 * weight · mean_n Σ_nodes √|node| · ‖z_node‖₂ over the groups of every level of a tree, the norm
 * running over all modalities given: a node that is off switches off everything below it. Proximal
 * step: the groups' own, from the finest level up, which is exact (Jenatton, Mairal, Obozinski and
 * Bach, *Proximal methods for hierarchical sparse coding*, JMLR 12, 2011).
 * @throws RegularizerError unless the weight is finite and from 0 up
 */
export function treeGroupLasso({
  weight,
  tree,
}: {
  readonly weight: number
  readonly tree: PartitionTree
}): Penalty {
  checkWeight('weight', weight)
  const levels = tree.levels.map((partition) => createGroupNorm({ weight, partition, epsilon: 0 }))

  function evaluate(codes: readonly Codes[], into?: readonly Float32Array[]): number {
    checkCodes(codes, into)
    let sum = 0
    for (let level = 0; level < levels.length; level++) sum += levels[level]!.evaluate(codes, into)
    return sum
  }

  return {
    kind: 'treeGroupLasso',
    value: (codes) => evaluate(codes),
    gradient: (codes, into) => evaluate(codes, into),
    prox(codes, step) {
      checkCodes(codes)
      checkStep(step)
      for (const level of levels) level.prox(codes, step)
    },
  }
}
