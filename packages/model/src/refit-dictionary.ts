import { matrix, nextTask, row, type Backend, type Matrix, type SparseCodes } from '@cmgsae/tensor'
import { createModel, type ModelState } from './autoencoder.ts'
import { createFeed } from './feed.ts'
import { layout, serves, type Layout } from './layout.ts'
import type { Model } from './model.ts'
import { isMissing, normalizeInto } from './normalization.ts'
import { gatherPortion } from './row-source.ts'
import type { TrainingSamples } from './samples.ts'
import { inPortions } from './schedule.ts'

/** Samples encoded together. */
const SAMPLES = 4096

/** The residual, as a share of the first, at which the fit has settled; and steps at most. */
const tolerance = 1e-3
const mostSteps = 200

export interface RefitOptions {
  readonly signal?: AbortSignal | undefined
  /** Modalities done, also in part, of all. */
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined
}

/**
 * Least squares for the dictionary (debiasing; the dictionary update of MOD, Engan et al. 1999). Given
 * the codes z_s that the encoder makes of each modality alone, without masks, the atoms D of modality t
 * become those of min Σ_s w_s Σ_n ‖x_t − c_t − Dᵀz_s‖² + λ‖D − D⁰‖², over the training samples that have
 * t, with w the recipe's weights of the reconstructions, D⁰ the trained atoms, and λ `ridge` times the
 * mean Σ w z² of the latents in use. Penalties and masks shrink codes, and atoms of a fixed norm cannot
 * make up for it; these do. The encoder stays, and with it every code. Solved by conjugate gradients.
 */
export async function refitDictionary(
  state: ModelState,
  samples: TrainingSamples,
  ridge: number,
  backend: Backend,
  { signal, onProgress }: RefitOptions = {},
): Promise<ModelState> {
  const { modalities, latents, recipe, parameters } = state
  const plan = layout(modalities, latents, recipe)
  const model = createModel(state, backend)
  const decoder = parameters.decoder.slice()
  for (const [t, { w, width }] of plan.spans.entries()) {
    const report = (share: number) => onProgress?.({ done: t + share, total: plan.spans.length })
    report(0)
    const { gram, moment } = await normalEquations({ state, plan, model }, samples, t, signal)
    // Latents that never fire keep their atoms, and are often most of them.
    const used = Uint32Array.from(Array(latents).keys()).filter((i) => gram[i * latents + i]! > 0)
    const count = used.length
    if (count === 0) continue
    const atoms = matrix(width, count)
    const aims = new Float64Array(width * count)
    for (const [u, i] of used.entries()) {
      for (let j = 0; j < width; j++) {
        atoms.data[j * count + u] = decoder[i * plan.atomWidth + w + j]!
        aims[j * count + u] = moment[i * width + j]!
      }
    }
    const products = (u: number, v: number) =>
      gram[used[Math.max(u, v)]! * latents + used[Math.min(u, v)]!]!
    const change = await solve({ products, aims, atoms }, ridge, backend, (share) => {
      signal?.throwIfAborted()
      report(share)
    })
    for (const [u, i] of used.entries()) {
      for (let j = 0; j < width; j++) decoder[i * plan.atomWidth + w + j]! += change[j * count + u]!
    }
  }
  return { ...state, parameters: { ...parameters, decoder } }
}

/** Of the atoms of modality t: Σ w z zᵀ (p×p, its lower triangle) and Σ w z xᵀ (p×d). */
async function normalEquations(
  { state, plan, model }: { state: ModelState; plan: Layout; model: Model },
  { embeddings, rows }: TrainingSamples,
  t: number,
  signal: AbortSignal | undefined,
): Promise<{ gram: Float64Array; moment: Float64Array }> {
  const { modalities, latents, recipe, normalizations, parameters } = state
  const { x: column, width } = plan.spans[t]!
  const center = parameters.center.subarray(column, column + width)
  const gram = new Float64Array(latents * latents)
  const moment = new Float64Array(latents * width)
  const target = new Float32Array(width)
  const feed = createFeed(embeddings, inPortions(rows, SAMPLES), SAMPLES)
  for (let portions = Math.ceil(rows.length / SAMPLES); portions > 0; portions--) {
    signal?.throwIfAborted()
    const matrices = gatherPortion(await feed.next(signal))
    const codes: (SparseCodes | null)[] = []
    for (const [s, { name }] of modalities.entries()) {
      const used = s === t || recipe.crossLoss > 0
      codes.push(used ? await model.encode({ [name]: matrices[s]! }) : null)
    }
    for (let n = 0; n < matrices[t]!.rows; n++) {
      const present = matrices.map((x) => !isMissing(row(x, n)))
      if (!present[t]) continue
      const partners = present.filter(Boolean).length - 1
      normalizeInto(row(matrices[t]!, n), normalizations[t]!, target)
      for (let j = 0; j < width; j++) target[j]! -= center[j]!
      for (const [s, code] of codes.entries()) {
        // A modality's own error, or its share in the mean over the partners of code s.
        const weight = s === t ? recipe.selfLoss : recipe.crossLoss / partners
        if (code && present[s] && weight > 0) add(code, n, weight)
      }
    }
  }
  return { gram, moment }

  function add({ offsets, indices, values }: SparseCodes, n: number, weight: number): void {
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
      const i = indices[e]!
      // Private latents of another modality have no atom here; they come after the shared ones.
      if (!serves(plan, i, t)) continue
      const value = weight * values[e]!
      for (let f = offsets[n]!; f <= e; f++) gram[i * latents + indices[f]!]! += value * values[f]!
      for (let j = 0; j < width; j++) moment[i * width + j]! += value * target[j]!
    }
  }
}

/** The change of the atoms (their transpose, d×p) that minimises the loss, by conjugate gradients. */
async function solve(
  {
    products,
    aims,
    atoms,
  }: { products: (u: number, v: number) => number; aims: Float64Array; atoms: Matrix },
  ridge: number,
  backend: Backend,
  onStep: (share: number) => void,
): Promise<Float64Array> {
  const { rows: width, cols: latents } = atoms
  let energy = 0
  for (let u = 0; u < latents; u++) energy += products(u, u)
  const lambda = (ridge * energy) / latents
  const a = backend.matrix(latents, latents, 'rows')
  const input = backend.matrix(width, latents)
  const output = backend.matrix(width, latents, 'columns')
  const product = new Float32Array(width * latents)
  const multiply = async (by: Float32Array) => {
    await backend.write(input, by)
    await backend.product(input, a, output)
    await backend.read(output, product)
  }
  try {
    await backend.write(a, (entries) => {
      for (let u = 0; u < latents; u++) {
        for (let v = 0; v < latents; v++) entries[u * latents + v] = products(u, v)
      }
    })
    await multiply(atoms.data)
    const change = new Float64Array(product.length)
    const residual = aims.map((aim, at) => aim - product[at]!)
    const direction = Float32Array.from(residual)
    let squares = dot(residual, residual)
    const first = squares
    for (let step = 0; step < mostSteps && squares > tolerance ** 2 * first; step++) {
      await nextTask()
      // The residual falls by about the same factor each step.
      onStep(Math.max(0, Math.log(squares / first) / Math.log(tolerance ** 2)))
      await multiply(direction)
      for (let at = 0; at < product.length; at++) product[at]! += lambda * direction[at]!
      const size = squares / dot(direction, product)
      for (let at = 0; at < product.length; at++) {
        change[at]! += size * direction[at]!
        residual[at]! -= size * product[at]!
      }
      const before = squares
      squares = dot(residual, residual)
      for (let at = 0; at < product.length; at++) {
        direction[at] = residual[at]! + (squares / before) * direction[at]!
      }
    }
    return change
  } finally {
    backend.release(a, input, output)
  }
}

function dot(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}
