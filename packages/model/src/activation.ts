import type { Activation, LatentGroups } from '@cmgsae/tensor'
import type { ModelState } from './autoencoder.ts'
import type { Recipe } from './recipe.ts'

/** The kernel's activation while training; `lowestTheta` is kept up to date by the step. */
export function trainingActivation(
  { activation }: Recipe,
  partition: LatentGroups,
  lowestTheta: Float32Array,
): Activation {
  switch (activation.kind) {
    case 'jumpReLU':
      return { kind: 'threshold', theta: lowestTheta }
    case 'groupTopK':
      return { ...activation, partition }
    case 'relu':
      return { kind: 'relu' }
    default:
      return activation
  }
}

/** JumpReLU's and BatchTopK's learned thresholds stand in for what needs a batch or a kernel. */
export function inferenceActivation({ recipe, parameters, partition }: ModelState): Activation {
  switch (recipe.activation.kind) {
    case 'jumpReLU':
    case 'batchTopK':
      return { kind: 'threshold', theta: parameters.theta! }
    case 'groupTopK': {
      const sizes = new Uint32Array(partition.names.length)
      for (const g of partition.of) sizes[g]!++
      return { ...recipe.activation, partition: { of: partition.of, sizes } }
    }
    case 'relu':
      return { kind: 'relu' }
    default:
      return recipe.activation
  }
}

/** Room for every latent that may fire in one row while training. */
export function rowCapacity(activation: Recipe['activation'], latents: number): number {
  const bounded = activation.kind === 'topK' || activation.kind === 'groupTopK'
  return bounded ? Math.min(activation.k, latents) : latents
}
