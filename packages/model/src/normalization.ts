import type { Recipe } from './recipe.ts'
import { squaredNorm } from './squared-norm.ts'

/** How raw embeddings of one modality become what the dictionary sees, and back. */
export interface Normalization {
  /** Rows are first divided by their Euclidean norm. */
  readonly unit: boolean
  /** Subtracted, length d. */
  readonly mean: Float32Array
  /** Multiplies the centred row. */
  readonly scale: number
}

/**
 * Whether a modality is missing from a sample: its row has no direction, being all zero or all NaN.
 */
export function isMissing(values: Float32Array, from = 0, to = values.length): boolean {
  for (let j = from; j < to; j++) if (values[j] !== 0 && !Number.isNaN(values[j]!)) return false
  return true
}

/** Statistics of the training rows (length d) of one modality as they pass by, all of them present. */
export function createNormalizationFit(
  cols: number,
  { unit, center, scale }: Pick<Recipe, 'unit' | 'center' | 'scale'>,
) {
  const sums = new Float64Array(cols)
  let squares = 0
  let count = 0
  return {
    add(values: Float32Array): void {
      const factor = unit ? 1 / norm(values, 0, cols) : 1
      let own = 0
      for (let j = 0; j < cols; j++) {
        const value = values[j]! * factor
        sums[j]! += value
        own += value * value
      }
      squares += own
      count++
    },
    finish(): Normalization {
      const mean = new Float32Array(cols)
      let centred = squares / count
      if (center) {
        for (let j = 0; j < cols; j++) {
          mean[j] = sums[j]! / count
          centred -= (sums[j]! / count) ** 2
        }
      }
      return { unit, mean, scale: scale && centred > 1e-12 ? 1 / Math.sqrt(centred) : 1 }
    },
  }
}

/** Writes scale·(x/‖x‖ − mean) of the row that starts at `from` into `out`, starting at `at`. */
export function normalizeInto(
  values: Float32Array,
  { unit, mean, scale }: Normalization,
  out: Float32Array,
  from = 0,
  at = 0,
): void {
  const cols = mean.length
  const factor = unit ? 1 / norm(values, from, from + cols) : 1
  for (let j = 0; j < cols; j++) out[at + j] = (values[from + j]! * factor - mean[j]!) * scale
}

/** Undoes centring and scaling in place (the norm that `unit` divided out stays 1 on average). */
export function denormalize(values: Float32Array, { mean, scale }: Normalization): void {
  for (let j = 0; j < values.length; j++) values[j] = values[j]! / scale + mean[j]!
}

function norm(values: Float32Array, from: number, to: number): number {
  return Math.sqrt(squaredNorm(values, from, to)) || 1
}
