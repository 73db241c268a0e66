import type { Backend } from '@cmgsae/tensor'
import type { ParameterSet } from './optimizer.ts'
import type { Recipe } from './recipe.ts'

/**
 * Starts the learned gain (or, where groups are seeded from clusters, the encoder's scale) at the
 * factor g that minimises the reconstruction error of a batch. The selection of latents does not
 * depend on g while biases are zero, so the loss is the parabola A − 2Bg + Cg² and three
 * evaluations give g = B/C. Without this, correlated seeded atoms overshoot and never recover.
 */
export async function leastSquaresGain(
  backend: Backend,
  { gain, groups }: Recipe,
  parameters: ParameterSet,
  loss: () => Promise<number>,
): Promise<void> {
  const scaled = gain ? parameters.gain! : groups.kind === 'clusters' ? parameters.encoder! : null
  if (!scaled) return
  const start = new Float32Array(scaled.entries)
  await backend.read(scaled.value, start)
  const at = async (factor: number) => {
    await backend.write(
      scaled.value,
      start.map((value) => value * factor),
    )
    return loss()
  }
  const none = await at(0)
  const one = await at(1)
  const two = await at(2)
  const slope = (4 * one - two - 3 * none) / -4
  const curvature = (two - 2 * one + none) / 2
  await at(curvature > 0 && slope > 0 ? slope / curvature : 1)
}
