import { allclose, checkGradient } from '@cmgsae/vitest'
import { createRandom, createReference, densify, matrix } from '@cmgsae/tensor'
import { expect, test } from 'vitest'
import { codesOf } from '../codes-of.ts'
import { ProbeError } from '../errors.ts'
import { denseTerm } from './dense-term.ts'
import { linearProbe } from './linear-probe.ts'
import { minimize } from './minimize.ts'
import { penalized } from './penalized.ts'
import { sparseTerm } from './sparse-term.ts'
import { standardize } from './standardize.ts'

const computing = { backend: createReference(), pause: async () => {} }

/** Sparse samples around class prototypes; `spread` mixes the classes. */
function samples(rows: number, classes: number, { spread = 0.5, seed = 1, latents = 12 } = {}) {
  const random = createRandom(seed)
  const labels = Array.from({ length: rows }, (_, n) => n % classes)
  const values = labels.map((label) =>
    Array.from({ length: latents }, (_, i) => {
      const own = i % classes === label ? 1 : 0
      return Math.max(0, own + spread * random.normal() - 0.3)
    }),
  )
  return { features: codesOf(values), labels }
}

const asDense = ({ features, labels }: ReturnType<typeof samples>) => ({
  features: matrix(features.rows, features.latents, densify(features)),
  labels,
})

/** W f + b of both parameter layouts agree when one is the transpose of the other. */
function transposeParameters(sparse: Float32Array, latents: number, classes: number): Float32Array {
  const out = new Float32Array(sparse.length)
  for (let i = 0; i <= latents; i++) {
    for (let c = 0; c < classes; c++) out[c * (latents + 1) + i] = sparse[i * classes + c]!
  }
  return out
}

test.each([
  [300, 3],
  // More logits than exist at a time.
  [800, 3000],
])(
  'sparse and dense terms are the same function, %i samples of %i classes',
  async (rows, classes) => {
    const { features, labels } = samples(rows, classes)
    const standardization = standardize(features)
    const of = Int32Array.from(labels)
    const sparse = sparseTerm(features, of, classes, standardization, computing)
    const other = asDense({ features, labels })
    const dense = denseTerm(other.features, of, classes, standardize(other.features), computing)
    const random = createRandom(2)
    const w = new Float32Array(sparse.size).map(() => random.normal())
    const turned = transposeParameters(w, 12, classes)
    const gradient = new Float32Array(sparse.size)
    const denseGradient = new Float32Array(sparse.size)
    const a = await sparse.evaluate(w, gradient)
    const b = await dense.evaluate(turned, denseGradient)
    expect(a.loss).toBeCloseTo(b.loss, 5)
    expect(a.curvature).toBeCloseTo(b.curvature, 6)
    allclose(transposeParameters(gradient, 12, classes), denseGradient, { rtol: 1e-3, atol: 1e-6 })
    const logits: number[] = []
    await sparse.eachLogits(w, (n, values) => logits.push(n, values[0]!, values.at(-1)!))
    let at = 0
    await dense.eachLogits(turned, (n, values) => {
      expect(logits[at++]).toBe(n)
      expect(values[0]).toBeCloseTo(logits[at++]!, 4)
      expect(values.at(-1)).toBeCloseTo(logits[at++]!, 4)
    })
    expect(at).toBe(3 * rows)
  },
)

test('the gradient agrees with finite differences of a hand-written loss', async () => {
  const { features, labels } = samples(20, 3, { latents: 4 })
  const { mean, scale, variance } = standardize(features)
  const sparse = sparseTerm(
    features,
    Int32Array.from(labels),
    3,
    { mean, scale, variance },
    computing,
  )
  const objective = penalized(sparse, 0.3, 1)
  const random = createRandom(2)
  const w = new Float32Array(objective.size).map(() => random.normal())
  const gradient = new Float32Array(objective.size)
  const value = await objective.evaluate(w, gradient)
  const x = densify(features)
  const written = () => {
    let sum = 0
    for (const [n, label] of labels.entries()) {
      const logits = [0, 1, 2].map((c) => {
        let logit = w[12 + c]!
        for (let i = 0; i < 4; i++) logit += w[i * 3 + c]! * scale * (x[n * 4 + i]! - mean[i]!)
        return logit
      })
      sum += Math.log(logits.reduce((z, logit) => z + Math.exp(logit), 0)) - logits[label]!
    }
    return sum / 20 + 0.15 * w.subarray(0, 12).reduce((norm, v) => norm + v * v, 0)
  }
  expect(value).toBeCloseTo(written(), 5)
  checkGradient(written, w, gradient, { step: 1e-2, rtol: 1e-3, atol: 1e-4 })
})

test('minimize solves an ill-conditioned quadratic and the Rosenbrock valley', async () => {
  const quadratic = {
    size: 20,
    async evaluate(w: Float32Array, gradient: Float32Array) {
      let value = 0
      for (let i = 0; i < 20; i++) {
        gradient[i] = 2 ** (i / 2) * (w[i]! - 1)
        value += (gradient[i]! * (w[i]! - 1)) / 2
      }
      return value
    },
    precondition: async (v: Float32Array, out: Float32Array) => out.set(v),
  }
  const w = new Float32Array(20)
  await minimize(quadratic, w, { maxIterations: 200, tolerance: 1e-9 })
  allclose(w, new Float32Array(20).fill(1), { atol: 1e-3 })
  const exact = new Float32Array(20)
  const { iterations } = await minimize(
    {
      ...quadratic,
      precondition: async (v, out) => v.forEach((g, i) => (out[i] = g / 2 ** (i / 2))),
    },
    exact,
    { maxIterations: 200, tolerance: 1e-9 },
  )
  expect(iterations).toBe(1)
  const valley = new Float32Array([-1, 1.5])
  await minimize(
    {
      size: 2,
      async evaluate([x, y], gradient) {
        gradient[0] = -2 * (1 - x!) - 400 * x! * (y! - x! * x!)
        gradient[1] = 200 * (y! - x! * x!)
        return (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2
      },
      precondition: quadratic.precondition,
    },
    valley,
    { maxIterations: 200, tolerance: 1e-10 },
  )
  allclose(valley, [1, 1], { atol: 1e-2 })
})

test('separable classes are told apart, sparse and dense alike', async () => {
  const train = samples(90, 3, { spread: 0.1 })
  const held = samples(60, 3, { spread: 0.1, seed: 5 })
  const sparse = await linearProbe({ train, test: held })
  const dense = await linearProbe({ train: asDense(train), test: asDense(held) })
  expect(sparse.accuracy).toBe(1)
  expect(dense.accuracy).toBe(1)
  expect(dense.loss).toBeCloseTo(sparse.loss, 2)
})

test('shuffled labels are at chance, and λ is chosen without the test part', async () => {
  const train = samples(400, 4)
  const held = samples(400, 4, { seed: 6 })
  createRandom(3).shuffle(train.labels)
  createRandom(4).shuffle(held.labels)
  const first = await linearProbe({ train, test: held })
  expect(Math.abs(first.accuracy - 0.25)).toBeLessThan(0.1)
  const second = await linearProbe({ train, test: samples(30, 4, { seed: 8 }) })
  expect(second.regularization).toBe(first.regularization)
  expect(second.validation).toEqual(first.validation)
})

test('is deterministic, and invariant to shift and one global scale', async () => {
  const train = asDense(samples(120, 3, { spread: 1 }))
  const held = asDense(samples(90, 3, { spread: 1, seed: 5 }))
  const first = await linearProbe({ train, test: held, seed: 4 })
  expect(await linearProbe({ train, test: held, seed: 4 })).toEqual(first)
  const moved = ({ features, labels }: typeof train) => ({
    features: matrix(
      features.rows,
      features.cols,
      features.data.map((value) => 8 * value + 3),
    ),
    labels,
  })
  const shifted = await linearProbe({ train: moved(train), test: moved(held), seed: 4 })
  expect(shifted.regularization).toBe(first.regularization)
  expect(shifted.loss).toBeCloseTo(first.loss, 3)
})

test('latents that no training row uses change nothing, not even a bit', async () => {
  const train = samples(80, 4)
  const held = samples(60, 4, { seed: 7 })
  const spread = ({ features, labels }: typeof train, silent: number) => {
    const wide = Array.from({ length: features.rows }, () => Array<number>(40).fill(0))
    const values = densify(features)
    for (const [n, row] of wide.entries()) {
      for (let i = 0; i < 12; i++) row[3 * i + 1] = values[12 * n + i]!
      row[3] = silent
    }
    return { features: codesOf(wide), labels }
  }
  const first = await linearProbe({ train, test: held })
  expect(await linearProbe({ train: spread(train, 0), test: spread(held, 2) })).toEqual(first)
})

test('labels need not be 0 … C−1, and a class only in the test part is simply missed', async () => {
  const train = samples(60, 2, { spread: 0.1 })
  const held = samples(40, 2, { spread: 0.1, seed: 2 })
  const rename = (labels: number[]) => labels.map((label) => (label ? 900 : 17))
  const renamed = await linearProbe({
    train: { ...train, labels: rename(train.labels) },
    test: { ...held, labels: rename(held.labels).map((label, n) => (n < 10 ? 5 : label)) },
  })
  expect(renamed.accuracy).toBe(0.75)
  expect(new Set(renamed.predictions)).toEqual(new Set([17, 900]))
})

test('stops on an abort and refuses what it cannot fit', async () => {
  const train = samples(60, 2)
  await expect(linearProbe({ train, test: train, signal: AbortSignal.abort() })).rejects.toThrow(
    /abort/i,
  )
  const rejects = async (change: object, message: RegExp) => {
    const attempt = linearProbe({ train, test: train, ...change })
    await expect(attempt).rejects.toThrow(message)
    await expect(attempt).rejects.toSatisfy(ProbeError.isInstance)
  }
  await rejects(
    { train: { ...train, labels: train.labels.map(() => 1) } },
    /the training part has 1/,
  )
  await rejects({ train: { ...train, labels: [0] } }, /1 labels for 60 rows/)
  await rejects({ test: samples(9, 2, { latents: 3 }) }, /12 and 3/)
  await rejects({ test: asDense(train) }, /both be codes or both be matrices/)
  const silent = { ...train, features: codesOf(train.labels.map(() => [0, 0])) }
  await rejects({ train: silent, test: silent }, /no feature varies over the 48 training rows/)
  const broken = asDense(samples(60, 2))
  broken.features.data[7] = NaN
  await rejects({ train: broken, test: asDense(train) }, /NaN/)
})
