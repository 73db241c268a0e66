import type { SparseCodes } from '@cmgsae/tensor'

/** A code lends no more of its latents than this, the strongest: bounds memory where any may fire. */
const MOST = 64

/**
 * Which latents fire for which pair, and how strongly: sample n has the entries
 * `offsets[n] … offsets[n+1]`, its latents ascending.
 */
export interface CoActivation {
  readonly samples: number
  readonly latents: number
  readonly offsets: Uint32Array
  readonly indices: Uint32Array
  /** z_ni / strength_i: the values of a latent form a unit vector over the samples, its profile. */
  readonly profiles: Float32Array
  /** √(Σ_n z_ni²); 0 where a latent never fires. */
  readonly strengths: Float32Array
}

/**
 * Collects codes: latent i fires for pair n with z_ni = √(Σ_s z_sni²). So a latent that one modality
 * uses and one that its partners use are alike if they fire for the same pairs.
 */
export function createCoActivation(latents: number) {
  const squares = new Float64Array(latents)
  const energies = new Float64Array(latents)
  const fired: number[] = []
  const offsets = [0]
  const indices: number[] = []
  const values: number[] = []

  function collect({ offsets: starts, indices: own, values: z }: SparseCodes, n: number): void {
    const from = starts[n]!
    const to = starts[n + 1]!
    const least = to - from > MOST ? z.slice(from, to).sort()[to - from - MOST]! : 0
    for (let e = from; e < to; e++) {
      const i = own[e]!
      if (!(z[e]! > 0 && z[e]! >= least)) continue
      if (squares[i] === 0) fired.push(i)
      squares[i]! += z[e]! * z[e]!
    }
  }

  return {
    /** Codes of the next samples: one part a modality, or one for all. */
    add(parts: readonly SparseCodes[]): void {
      for (let n = 0; n < parts[0]!.rows; n++) {
        for (const part of parts) collect(part, n)
        fired.sort((a, b) => a - b)
        for (const i of fired) {
          indices.push(i)
          values.push(Math.sqrt(squares[i]!))
          energies[i]! += squares[i]!
          squares[i] = 0
        }
        fired.length = 0
        offsets.push(indices.length)
      }
    },
    finish(): CoActivation {
      const strengths = Float32Array.from(energies, Math.sqrt)
      return {
        samples: offsets.length - 1,
        latents,
        offsets: Uint32Array.from(offsets),
        indices: Uint32Array.from(indices),
        profiles: Float32Array.from(values, (value, e) => value / strengths[indices[e]!]!),
        strengths,
      }
    },
  }
}
