import type { GroupNormOp } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import { zeros } from './scratch.ts'

const perGroup = zeros()

/** Σ_g w_g · mean_n (√(‖z_ng‖² + ε²) − ε); adds w_g z / (rows · √(‖z_ng‖² + ε²)) to the gradients. */
export function groupNorm(
  codes: readonly SparseCodes[],
  gradients: readonly Float32Array[],
  { of, weights, epsilon }: Pick<GroupNormOp, 'of' | 'weights' | 'epsilon'>,
): number {
  const { rows, latents } = codes[0]!
  const weightOf = (g: number) => (typeof weights === 'number' ? weights : weights[g]!)
  const groups = typeof weights === 'number' ? latents : weights.length
  let sum = 0
  for (let n = 0; n < rows; n++) {
    const squares = perGroup(groups)
    for (const { offsets, indices, values } of codes) {
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
        squares[of ? of[indices[e]!]! : indices[e]!]! += values[e]! * values[e]!
      }
    }
    for (const [s, { offsets, indices, values }] of codes.entries()) {
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
        const g = of ? of[indices[e]!]! : indices[e]!
        if (values[e] === 0) continue
        const norm = Math.sqrt(squares[g]! + epsilon * epsilon)
        gradients[s]![e]! += (weightOf(g) * values[e]!) / (norm * rows)
      }
    }
    for (let g = 0; g < groups; g++) {
      // √(q + ε²) − ε without the cancellation at small q.
      const q = squares[g]!
      if (q > 0) sum += (weightOf(g) * q) / (Math.sqrt(q + epsilon * epsilon) + epsilon)
    }
  }
  return rows === 0 ? 0 : sum / rows
}
