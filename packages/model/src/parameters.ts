import { createRandom } from '@cmgsae/tensor'
import { serves, type Layout } from './layout.ts'
import type { Recipe } from './recipe.ts'

/** What training learns, on the host. Atoms are rows. */
export interface Parameters {
  /** W, p×D'. */
  readonly decoder: Float32Array
  /** p×D', null with tied weights. */
  readonly encoder: Float32Array | null
  /** b, length p. */
  readonly bias: Float32Array
  /** g, length p, null without a learned gain. */
  readonly gain: Float32Array | null
  /** c, length D: subtracted before encoding and added after decoding. */
  readonly center: Float32Array
  /**
   * θ: JumpReLU's thresholds, length p, or BatchTopK's at inference, one per kind of code (each
   * modality alone, or all together); else null.
   */
  readonly theta: Float32Array | null
}

/** Euclidean norm of an atom that serves `modalities` of them. */
export function atomRadius({ atomNorm, sharing }: Recipe, modalities: number): number {
  return sharing !== 'basis' && atomNorm === 'perModality' ? Math.sqrt(modalities) : 1
}

/** First threshold of a JumpReLU latent: near the scale of a random atom's pre-activation. */
const firstTheta = 0.05

/**
 * Random atoms of the recipe's norm, private ones zero outside their modality; the encoder starts
 * as a copy of the decoder, biases and centre at 0, gains at 1.
 */
export function initialParameters(plan: Layout, recipe: Recipe, seed: number): Parameters {
  const { latents, atomWidth, sampleWidth, modalities, spans } = plan
  const random = createRandom(seed)
  const decoder = new Float32Array(latents * atomWidth)
  // The sum of four uniforms is normal enough for a direction, and the same on every engine.
  const { uniform } = random
  for (let i = 0; i < decoder.length; i++) {
    decoder[i] = uniform() + uniform() - uniform() - uniform()
  }
  for (const [s, [from, to]] of plan.privateLatents.entries()) {
    const { w, width } = spans[s]!
    for (let i = from; i < to; i++) {
      decoder.fill(0, i * atomWidth, i * atomWidth + w)
      decoder.fill(0, i * atomWidth + w + width, (i + 1) * atomWidth)
    }
  }
  for (let i = 0; i < latents; i++) {
    const served = i < plan.sharedLatents[1] ? modalities.length : 1
    const atom = decoder.subarray(i * atomWidth, (i + 1) * atomWidth)
    // What one encoder reads alike starts alike.
    if (recipe.sharing === 'encoder' && served > 1) {
      for (const { w } of spans) atom.copyWithin(w, 0, spans[0]!.width)
    }
    rescale(atom, atomRadius(recipe, served))
  }
  return {
    decoder,
    encoder: recipe.tied ? null : encoderFrom(decoder, plan),
    bias: new Float32Array(latents),
    gain: recipe.gain ? new Float32Array(latents).fill(1) : null,
    center: new Float32Array(sampleWidth),
    theta: thetaLength(recipe, plan) > 0 ? firstThetas(recipe, plan) : null,
  }
}

/** The encoder to start from: the atoms, or for a shared encoder the mean of their modalities' parts. */
export function encoderFrom(decoder: Float32Array, plan: Layout): Float32Array {
  const { latents, atomWidth, encoderWidth, spans } = plan
  if (encoderWidth === atomWidth) return decoder.slice()
  const encoder = new Float32Array(latents * encoderWidth)
  for (let i = 0; i < latents; i++) {
    const served = spans.filter((_, s) => serves(plan, i, s))
    for (const { w } of served) {
      for (let j = 0; j < encoderWidth; j++) {
        encoder[i * encoderWidth + j]! += decoder[i * atomWidth + w + j]! / served.length
      }
    }
  }
  return encoder
}

/** Scales a vector to Euclidean norm `radius` in place; a zero vector stays zero. */
export function rescale(vector: Float32Array, radius: number): void {
  let squares = 0
  for (let j = 0; j < vector.length; j++) squares += vector[j]! * vector[j]!
  const factor = squares > 0 ? radius / Math.sqrt(squares) : 0
  for (let j = 0; j < vector.length; j++) vector[j]! *= factor
}

/** Length of θ; 0 for activations without thresholds. */
export function thetaLength({ activation, encoding }: Recipe, plan: Layout): number {
  if (activation.kind === 'jumpReLU') return plan.latents
  if (activation.kind !== 'batchTopK') return 0
  return encoding === 'together' ? 1 : plan.modalities.length
}

function firstThetas(recipe: Recipe, plan: Layout): Float32Array {
  const first = recipe.activation.kind === 'jumpReLU' ? firstTheta : 0
  return new Float32Array(thetaLength(recipe, plan)).fill(first)
}
