import type { SparseCodes } from '@cmgsae/tensor'
import { invertSymmetric } from './cholesky.ts'
import { classDifferences, type LabelledCodes, probedClasses } from './class-differences.ts'
import { ProbeError } from './errors.ts'
import { keepLargest } from './keep-largest.ts'
import { averageClasses, type ProbedClasses, scoreClass } from './one-against-rest.ts'

export interface KSparseProbeOptions {
  readonly train: LabelledCodes
  readonly test: LabelledCodes
  /** Latents for each class. */
  readonly k?: number
}

/**
 * k-sparse probe (Gurnee et al., arXiv 2305.01610): for each class the k latents of largest
 * |E[z_i | class] − E[z_i | others]| on the training codes (n×p), joined by a logistic regression
 * against all other classes in which both sides weigh alike; balanced accuracy and AUC on the test
 * codes, averaged over the classes in both parts. Latents are scaled to unit root mean square and the
 * weights shrunk by 10⁻³.
 * @throws ProbeError for labels that do not fit, fewer than two classes, or k outside 1 … p
 */
export function kSparseProbe({ train, test, k = 5 }: KSparseProbeOptions): ProbedClasses {
  const labels = probedClasses(train, test)
  if (!(Number.isInteger(k) && k >= 1 && k <= train.features.latents)) {
    throw new ProbeError(`k = ${k} must be a whole number from 1 to ${train.features.latents}`)
  }
  const differences = classDifferences(train)
  const classes = labels.map((label) => {
    const top = keepLargest(k)
    for (const [i, difference] of differences(label).entries()) top.offer(i, Math.abs(difference))
    const latents = top.sorted().map(({ id }) => id)
    const positive = Uint8Array.from(train.labels, (own) => (own === label ? 1 : 0))
    const weights = fitLogistic(columnsOf(train.features, latents), k, positive)
    const scores = logits(columnsOf(test.features, latents), k, weights)
    return scoreClass(label, latents, scores, 0, test.labels)
  })
  return averageClasses(classes)
}

/** The listed latents as a dense n×k array. */
function columnsOf(codes: SparseCodes, latents: readonly number[]): Float64Array {
  const place = new Int32Array(codes.latents).fill(-1)
  for (const [j, latent] of latents.entries()) place[latent] = j
  const out = new Float64Array(codes.rows * latents.length)
  for (let n = 0; n < codes.rows; n++) {
    for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
      const j = place[codes.indices[e]!]!
      if (j >= 0) out[n * latents.length + j] = codes.values[e]!
    }
  }
  return out
}

/** w·x + b of each row; the bias is the last weight. */
function logits(x: Float64Array, k: number, weights: Float64Array): Float64Array {
  const out = new Float64Array(x.length / k).fill(weights[k]!)
  for (let n = 0; n < out.length; n++) {
    for (let j = 0; j < k; j++) out[n]! += weights[j]! * x[n * k + j]!
  }
  return out
}

const shrinkage = 1e-3

/** Rows with an active latent one by one; the others differ in nothing and are counted. */
interface Balanced {
  readonly active: readonly number[]
  /** Weight of a row without and with the class; each side weighs ½ in all. */
  readonly importance: readonly [number, number]
  /** Weight of all silent rows without and with the class. */
  readonly silent: readonly [number, number]
}

function balance(x: Float64Array, k: number, positive: Uint8Array): Balanced {
  const positives = positive.reduce((sum, byte) => sum + byte, 0)
  const importance: [number, number] = [0.5 / (positive.length - positives), 0.5 / positives]
  const silent: [number, number] = [0, 0]
  const active: number[] = []
  for (const [n, own] of positive.entries()) {
    if (x.subarray(n * k, (n + 1) * k).some((value) => value !== 0)) active.push(n)
    else silent[own as 0 | 1] += importance[own as 0 | 1]
  }
  return { active, importance, silent }
}

/** Newton's method on the balanced logistic loss; k weights and a bias. */
function fitLogistic(x: Float64Array, k: number, positive: Uint8Array): Float64Array {
  const width = k + 1
  const scale = new Float64Array(k)
  for (let at = 0; at < x.length; at++) scale[at % k]! += x[at]! ** 2 / positive.length
  const unit = x.map((value, at) => (value === 0 ? 0 : value / Math.sqrt(scale[at % k]!)))
  const { active, importance, silent } = balance(unit, k, positive)
  const weights = new Float64Array(width)
  const row = new Float64Array(width).fill(1)
  for (let iteration = 0; iteration < 15; iteration++) {
    const gradient = new Float64Array(width)
    const hessian = new Float64Array(width * width)
    const atRest = 1 / (1 + Math.exp(-weights[k]!))
    gradient[k] = silent[0] * atRest + silent[1] * (atRest - 1)
    hessian[width * width - 1] = (silent[0] + silent[1]) * atRest * (1 - atRest)
    for (const n of active) {
      let score = weights[k]!
      for (let j = 0; j < k; j++) {
        row[j] = unit[n * k + j]!
        score += weights[j]! * row[j]!
      }
      const own = positive[n] as 0 | 1
      const p = 1 / (1 + Math.exp(-score))
      for (let i = 0; i < width; i++) {
        gradient[i]! += importance[own] * (p - own) * row[i]!
        const curved = importance[own] * p * (1 - p) * row[i]!
        for (let j = 0; j <= i; j++) hessian[i * width + j]! += curved * row[j]!
      }
    }
    for (let i = 0; i < width; i++) {
      if (i < k) gradient[i]! += shrinkage * weights[i]!
      hessian[i * width + i]! += i < k ? shrinkage : 1e-9
    }
    const inverse = invertSymmetric(hessian, width)
    for (let i = 0; i < width; i++) {
      let step = 0
      for (let j = 0; j < width; j++) step += inverse[i * width + j]! * gradient[j]!
      // Newton overshoots where the sigmoid is flat; bounded steps keep it in sight.
      weights[i]! -= Math.max(-2, Math.min(2, step))
    }
  }
  for (let j = 0; j < k; j++) if (scale[j]! > 0) weights[j]! /= Math.sqrt(scale[j]!)
  return weights
}
