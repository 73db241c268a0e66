import { test } from 'vitest'
import type { Backend } from '../backend.ts'
import { dense, normals, upload, values } from './fixtures.ts'
import type { Compare } from './parity.ts'

const [rows, latents, width, k] = [7, 24, 10, 4]
const spans = [{ x: 0, w: 0, width }]
const hyper = { learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3, scale: 1 }

/** Encode, decode, residual, both tied gradients, projection, Adam and renormalisation, thrice. */
export function trainingParity(compare: Compare): void {
  test('three steps of tied training', () => compare(train, 3e-5))
}

async function train(backend: Backend) {
  const w = await upload(backend, latents, width, normals(latents * width, 1))
  await backend.normalizeRows(w, 1)
  const x = backend.matrix(rows, width)
  const [bias, center] = [backend.matrix(1, latents), backend.matrix(1, width)]
  const [prediction, delta] = [backend.matrix(rows, width), backend.matrix(rows, width)]
  const weights = backend.matrix(rows, width)
  await backend.fill(weights, 2 / rows)
  const gradient = backend.matrix(latents, width)
  const [first, second] = [backend.matrix(latents, width), backend.matrix(latents, width)]
  const codes = backend.codes(rows, latents, rows * k)
  const upstream = backend.like(codes)
  const results: ArrayLike<number>[] = []
  for (let step = 1; step <= 3; step++) {
    await backend.write(x, normals(rows * width, 20 + step))
    await backend.encode({ x, w, rows, spans, bias, activation: { kind: 'topK', k }, out: codes })
    await backend.decode({ codes, w, spans, bias: center, out: prediction })
    const loss = await backend.residual({ prediction, target: x, weights, rows, out: delta })
    const norm = await backend.squaredNorm(delta)
    await backend.codeGradient({ codes, w, spans, delta, out: upstream })
    await backend.fill(gradient, 0)
    await backend.weightGradient({ codes, x: delta, spans, into: gradient })
    await backend.weightGradient({ codes: upstream, x, spans, into: gradient })
    await backend.columnSums(delta, rows, center)
    await backend.projectRows(gradient, w)
    await backend.adam({ parameter: w, gradient, first, second, step, ...hyper })
    await backend.normalizeRows(w, 1)
    results.push([loss], [norm], ...(await dense(backend, codes, rows)))
  }
  results.push(await values(backend, w), await values(backend, center))
  return results
}
