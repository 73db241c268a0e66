import * as masking from '@cmgsae/masking'
import * as regularizers from '@cmgsae/regularizers'
import type { MaskSpec, PenaltySpec, RateSpec } from './recipe.ts'

function rate(spec: RateSpec): masking.Rate {
  if (typeof spec === 'number') return spec
  return spec.schedule === 'linear' ? masking.linear(spec) : masking.cosine(spec)
}

/** The mask strategy a recipe's plain data stands for. */
export function maskOf(spec: MaskSpec): masking.MaskStrategy {
  switch (spec.kind) {
    case 'none':
      return masking.none()
    case 'shared':
      return masking.shared({ rate: rate(spec.rate) })
    case 'independent':
      return masking.independent({ rate: rate(spec.rate) })
    case 'block':
      return masking.block({ rate: rate(spec.rate), length: spec.length })
    case 'modality':
      return masking.modality()
    case 'mix':
      return masking.mix(spec.parts.map(([part, weight]) => [maskOf(part), weight] as const))
  }
}

/** The latent mask, or null where nothing is ever hidden. */
export function latentMaskOf(spec: RateSpec): masking.MaskStrategy | null {
  return spec === 0 ? null : masking.latent({ rate: rate(spec) })
}

function penaltyOf(spec: PenaltySpec, partition: regularizers.Partition): regularizers.Penalty {
  switch (spec.kind) {
    case 'l1':
      return regularizers.l1(spec)
    case 'elastic':
      return regularizers.elastic(spec)
    case 'groupLasso':
      return regularizers.groupLasso({ weight: spec.weight, partition })
    case 'treeGroupLasso':
      return regularizers.treeGroupLasso({
        weight: spec.weight,
        tree: regularizers.nested({ partition, branching: spec.branching }),
      })
    case 'crossModalGroup':
      return regularizers.crossModalGroup(spec)
    case 'contrastive':
      return regularizers.contrastive(spec)
  }
}

/** The sum of a recipe's penalties of non-zero weight, ramped up over `until` of the run; null: none. */
export function penaltiesOf(
  specs: readonly PenaltySpec[],
  partition: regularizers.Partition,
  until: number,
): regularizers.Penalty | null {
  const used = specs.filter((spec) => !('weight' in spec) || spec.weight > 0)
  if (used.length === 0) return null
  const all = regularizers.chain(...used.map((spec) => penaltyOf(spec, partition)))
  return until > 0 ? regularizers.warmup(all, { until }) : all
}
