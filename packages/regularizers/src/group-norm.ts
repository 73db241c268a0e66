import { rowStart, type Codes } from './codes.ts'
import { RegularizerError } from './errors.ts'
import type { Partition } from './partition.ts'
import { shrunkNorm } from './shrunk-norm.ts'

/**
 * mean_n Σ_g w_g ( √(‖z_g‖² + ε²) − ε ), the norm running over the group's latents in every modality
 * at once; w_g = weight·√|g|. Without a partition each latent is a group of one. Touches stored
 * entries only.
 */
export interface GroupNorm {
  evaluate(codes: readonly Codes[], into?: readonly Float32Array[]): number
  prox(codes: readonly Codes[], step: number): void
}

export function createGroupNorm({
  weight,
  partition,
  epsilon,
}: {
  readonly weight: number
  readonly partition?: Partition
  readonly epsilon: number
}): GroupNorm {
  const of = partition?.of
  const weights =
    partition && Float64Array.from(partition.sizes, (size) => weight * Math.sqrt(size))
  // Sum of squares of each group in the row at hand, then its factor; zero between rows.
  let perGroup = new Float64Array(partition?.names.length ?? 0)
  let touched = new Uint32Array(perGroup.length)
  let touchedCount = 0

  function prepare(codes: readonly Codes[]): void {
    const { latents } = codes[0]!
    if (partition && partition.latents !== latents) {
      throw new RegularizerError(
        `the partition has ${partition.latents} latents, the codes ${latents}; they must agree`,
      )
    }
    if (!partition && perGroup.length < latents) {
      perGroup = new Float64Array(latents)
      touched = new Uint32Array(latents)
    }
  }

  function sumSquares(codes: readonly Codes[], n: number): void {
    for (let s = 0; s < codes.length; s++) {
      const { values, indices } = codes[s]!
      const start = rowStart(codes[s]!, n)
      const end = rowStart(codes[s]!, n + 1)
      for (let e = start; e < end; e++) {
        const z = values[e]!
        if (z === 0) continue
        const i = indices ? indices[e]! : e - start
        const g = of ? of[i]! : i
        if (perGroup[g] === 0) touched[touchedCount++] = g
        perGroup[g]! += z * z
      }
    }
  }

  function clear(): void {
    for (let t = 0; t < touchedCount; t++) perGroup[touched[t]!] = 0
    touchedCount = 0
  }

  return {
    evaluate(codes, into) {
      prepare(codes)
      const { rows } = codes[0]!
      let sum = 0
      for (let n = 0; n < rows; n++) {
        sumSquares(codes, n)
        for (let t = 0; t < touchedCount; t++) {
          const g = touched[t]!
          const squares = perGroup[g]!
          const norm = Math.sqrt(squares + epsilon * epsilon)
          const w = weights ? weights[g]! : weight
          // √(q + ε²) − ε without the cancellation at small q.
          sum += (w * squares) / (norm + epsilon)
          perGroup[g] = w / (norm * rows)
        }
        if (into) {
          for (let s = 0; s < codes.length; s++) addScaled(codes[s]!, n, into[s]!, of, perGroup)
        }
        clear()
      }
      return rows === 0 ? 0 : sum / rows
    },
    prox(codes, step) {
      prepare(codes)
      const { rows } = codes[0]!
      for (let n = 0; n < rows; n++) {
        sumSquares(codes, n)
        for (let t = 0; t < touchedCount; t++) {
          const g = touched[t]!
          const norm = Math.sqrt(perGroup[g]!)
          const w = weights ? weights[g]! : weight
          perGroup[g] = shrunkNorm(norm, (step * w) / rows, epsilon) / norm
        }
        for (let s = 0; s < codes.length; s++) scale(codes[s]!, n, of, perGroup)
        clear()
      }
    },
  }
}

function addScaled(
  code: Codes,
  n: number,
  out: Float32Array,
  of: Uint32Array | undefined,
  factors: Float64Array,
): void {
  const { values, indices } = code
  const start = rowStart(code, n)
  const end = rowStart(code, n + 1)
  for (let e = start; e < end; e++) {
    const i = indices ? indices[e]! : e - start
    out[e]! += factors[of ? of[i]! : i]! * values[e]!
  }
}

function scale(code: Codes, n: number, of: Uint32Array | undefined, factors: Float64Array): void {
  const { values, indices } = code
  const start = rowStart(code, n)
  const end = rowStart(code, n + 1)
  for (let e = start; e < end; e++) {
    const i = indices ? indices[e]! : e - start
    values[e]! *= factors[of ? of[i]! : i]!
  }
}
