import * as masking from '@cmgsae/masking'
import type { MaskSpec, RateSpec } from './recipe.ts'

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
