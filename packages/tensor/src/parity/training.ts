import { describe, test } from 'vitest'
import type { Backend, Region } from '../backend.ts'
import { dense, normals, randomCodes, training, upload, values, type Case } from './fixtures.ts'
import type { Compare, ParityLimits } from './parity.ts'

const hyper = { learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3, scale: 0.7 }

/** ∂W from its terms, and steps on it. */
export function trainingParity(compare: Compare, { slow }: ParityLimits): void {
  describe.each(slow ? training.slice(-1) : training)('∂W, $name', (sizes) => {
    for (const project of [true, false]) {
      test(`terms on one support and on others, project ${project}`, () =>
        compare((backend) => learned(backend, sizes, project, regionsOf(sizes)), 3e-5))
    }

    test('one region of everything, without a radius', () =>
      compare((backend) => {
        const whole = { rows: [0, sizes.latents], cols: [0, sizes.atomWidth] } as const
        return learned(backend, sizes, true, [whole])
      }, 3e-5))
  })
  test('three steps of tied training', () => compare(train, 3e-5))
}

/** Shared rows on all columns, private rows on some, and rows that no region holds. */
function regionsOf({ latents, atomWidth, spans }: Case): Region[] {
  const { w, width } = spans.at(-1)!
  const [a, b] = [Math.floor(latents / 2), latents - 2]
  return [
    { rows: [0, a], cols: [0, atomWidth], radius: Math.SQRT2 },
    { rows: [a, b], cols: [w, w + width], radius: 1 },
  ]
}

async function learned(
  backend: Backend,
  { capacityRows, rows, latents, sampleWidth, atomWidth, spans }: Case,
  project: boolean,
  regions: readonly Region[],
) {
  const size = latents * atomWidth
  // Atom 1 is zero and learns from nothing: it stays zero.
  const atoms = normals(size, 1).fill(0, atomWidth, 2 * atomWidth)
  const w = await upload(backend, latents, atomWidth, atoms, 'rows')
  const moments = () => backend.matrix(latents, atomWidth, 'rows')
  const [first, second] = [moments(), moments()]
  const samples = (seed: number) =>
    upload(backend, capacityRows, sampleWidth, normals(capacityRows * sampleWidth, seed))
  const [x, delta, other] = [await samples(2), await samples(3), await samples(4)]
  const capacity = capacityRows * latents
  const codes = backend.codes(capacityRows, latents, capacity)
  const gradient = backend.like(codes)
  const alone = backend.codes(capacityRows, latents, capacity)
  const results: ArrayLike<number>[] = []
  for (let step = 1; step <= 3; step++) {
    const given = randomCodes(rows, latents, 10 + step)
    for (let e = 0; e < given.values.length; e++) {
      if (e % 5 === 0 || given.indices[e] === 1) given.values[e] = 0
    }
    await backend.writeCodes(codes, given)
    const slopes = given.values.map((h, e) => (given.indices[e] === 1 ? 0 : h * 0.5 + 0.1))
    await backend.writeValues(gradient, slopes)
    const fewer = randomCodes(Math.max(1, rows - 1), latents, 20 + step)
    for (let e = 0; e < fewer.values.length; e++) if (fewer.indices[e] === 1) fewer.values[e] = 0
    await backend.writeCodes(alone, fewer)
    const terms = [
      { codes, x: delta, spans },
      { codes: gradient, x, spans },
      { codes: alone, x: other, spans: [spans[0]!] },
    ]
    const op = { w, terms, regions, project }
    results.push([await backend.squaredGradient(op)])
    await backend.learn({ ...op, ...hyper, step, first, second })
  }
  for (const matrix of [w, first, second]) results.push(await values(backend, matrix))
  return results
}

async function train(backend: Backend) {
  const [rows, latents, width, k] = [7, 24, 10, 4]
  const spans = [{ x: 0, w: 0, width }]
  const shared = { rows, spans }
  const w = await upload(backend, latents, width, normals(latents * width, 1), 'rows')
  const matrix = () => backend.matrix(rows, width)
  const [x, input, view, delta] = [matrix(), matrix(), matrix(), matrix()]
  const perLatent = () => backend.matrix(1, latents, 'columns')
  const [bias, biasGradient] = [perLatent(), perLatent()]
  const [center, centerGradient] = [backend.matrix(1, width), backend.matrix(1, width)]
  const moments = () => backend.matrix(latents, width, 'rows')
  const [first, second] = [moments(), moments()]
  const [m, v] = [backend.matrix(1, width), backend.matrix(1, width)]
  const codes = backend.codes(rows, latents, rows * k)
  const gradient = backend.like(codes)
  const seen = new Uint32Array(rows)
  const present = new Uint8Array(rows).fill(1)
  const results: ArrayLike<number>[] = []
  for (let step = 1; step <= 3; step++) {
    await backend.write(x, normals(rows * width, 20 + step))
    const keys = Int32Array.from({ length: rows }, (_, n) => 100 * step + n)
    const mask = { keys, threshold: 0x30000000 }
    await backend.view({
      ...shared,
      x,
      center,
      present,
      mask,
      rescale: 'sample',
      view,
      out: input,
      seen,
    })
    await backend.encode({
      x: input,
      w,
      bias,
      ...shared,
      activation: { kind: 'topK', k },
      out: codes,
    })
    const weights = new Float32Array(rows * 2).fill(2 / rows)
    await backend.fill(centerGradient, 0)
    const loss = await backend.reconstruct({
      codes,
      w,
      spans,
      bias: center,
      target: x,
      view,
      weights,
      delta,
      gradient,
      biasGradient: centerGradient,
    })
    const penalty = await backend.groupNorm({
      codes: [codes],
      gradients: [gradient],
      weights: 0.1,
      epsilon: 1e-6,
    })
    await backend.activationGradient({ codes, gradient, bias, biasGradient, sparsity: 0 })
    await backend.backproject({ codes: gradient, w, spans, view, into: centerGradient })
    const op = {
      w,
      terms: [
        { codes, x: delta, spans },
        { codes: gradient, x: input, spans },
      ],
      regions: [{ rows: [0, latents], cols: [0, width], radius: 1 }] as const,
      project: true,
    }
    const norm = await backend.squaredGradient(op)
    await backend.learn({ ...op, ...hyper, step, first, second })
    await backend.adam({
      parameter: center,
      gradient: centerGradient,
      first: m,
      second: v,
      ...hyper,
      step,
    })
    results.push([loss], [penalty], [norm], seen.slice(), ...(await dense(backend, codes, rows)))
  }
  for (const state of [w, center, biasGradient]) results.push(await values(backend, state))
  return results
}
