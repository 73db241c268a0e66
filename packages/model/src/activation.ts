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

/**
 * The kernel's activation for codes of the `given` modalities: learned thresholds stand in for what
 * needs a batch or a kernel. BatchTopK's joint code uses the mean of its modalities' thresholds.
 */
export function inferenceActivation(
  { recipe, parameters, partition, latents }: ModelState,
  given: readonly number[],
): Activation {
  switch (recipe.activation.kind) {
    case 'jumpReLU':
      return { kind: 'threshold', theta: parameters.theta! }
    case 'batchTopK': {
      const used = recipe.encoding === 'together' ? [0] : given
      const mean = used.reduce((sum, s) => sum + parameters.theta![s]!, 0) / used.length
      return { kind: 'threshold', theta: new Float32Array(latents).fill(mean) }
    }
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
