import { expect, test } from 'vitest'
import type { Backend } from '../backend.ts'
import { sparseCodes } from '../codes.ts'
import { TensorError } from '../errors.ts'
import { normals, quarters, upload, values } from '../parity/fixtures.ts'
import { createReference } from './index.ts'

const spans = [{ x: 0, w: 0, width: 3 }]

async function tiny(backend: Backend, capacity = 8) {
  const x = await upload(backend, 2, 3, Float32Array.of(1, 2, 3, -1, 0, 2))
  const w = await upload(backend, 4, 3, Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1))
  const bias = await upload(backend, 1, 4, Float32Array.of(0.5, 0, 0, -1))
  return { x, w, bias, out: backend.codes(2, 4, capacity) }
}

test('encode and decode by hand', async () => {
  const backend = createReference()
  const { x, w, bias, out } = await tiny(backend)
  // a = [(1.5, 2, 3, 5), (−0.5, 0, 2, 0)]
  await backend.encode({ x, w, bias, rows: 2, spans, activation: { kind: 'topK', k: 2 }, out })
  const host = sparseCodes(2, 4, 8)
  await backend.readCodes(out, host)
  expect([...host.offsets]).toEqual([0, 2, 3])
  expect([...host.indices.subarray(0, 3)]).toEqual([2, 3, 2])
  expect([...host.values.subarray(0, 3)]).toEqual([3, 5, 2])
  const prediction = backend.matrix(2, 3)
  await backend.decode({ codes: out, w, spans, out: prediction })
  expect([...(await values(backend, prediction))]).toEqual([5, 5, 8, 0, 0, 2])
})

test('a short batch leaves the rest of the codes and of the buffers alone', async () => {
  const backend = createReference()
  const { x, w, bias, out } = await tiny(backend)
  await backend.encode({ x, w, bias, rows: 1, spans, activation: { kind: 'relu' }, out })
  expect(out.rows).toBe(1)
  const prediction = await upload(backend, 2, 3, new Float32Array(6).fill(9))
  await backend.decode({ codes: out, w, spans, out: prediction })
  expect([...(await values(backend, prediction))]).toEqual([6.5, 7, 8, 9, 9, 9])
})

test('fill sets all, write and read the leading entries', async () => {
  const backend = createReference()
  const m = backend.matrix(2, 3)
  await backend.fill(m, 5)
  await backend.write(m, Float32Array.of(1, 2, 3, 4))
  expect([...(await values(backend, m))]).toEqual([1, 2, 3, 4, 5, 5])
  const leading = new Float32Array(2)
  await backend.read(m, leading)
  expect([...leading]).toEqual([1, 2])
})

test('codes made by like follow the support and keep their own values', async () => {
  const backend = createReference()
  const { x, w, bias, out } = await tiny(backend)
  const other = backend.like(out)
  await backend.encode({ x, w, bias, rows: 2, spans, activation: { kind: 'topK', k: 1 }, out })
  await backend.writeValues(other, Float32Array.of(-7, 8))
  const host = sparseCodes(2, 4, 8)
  await backend.readCodes(other, host)
  expect([...host.indices.subarray(0, 2)]).toEqual([3, 2])
  expect([...host.values.subarray(0, 2)]).toEqual([-7, 8])
  await backend.readCodes(out, host)
  expect([...host.values.subarray(0, 2)]).toEqual([5, 2])
  await backend.writeCodes(other, { ...host, rows: 1 })
  expect([out.rows, other.rows]).toEqual([1, 1])
})

test('what does not fit is refused in a line that says so', async () => {
  const backend = createReference()
  const { x, w, bias, out } = await tiny(backend, 2)
  const op = { x, w, bias, spans, activation: { kind: 'relu' }, out } as const
  const refusals: [Promise<unknown>, string][] = [
    [backend.encode({ ...op, rows: 2 }), 'the codes hold 2 entries and more latents fired'],
    [backend.encode({ ...op, rows: 3 }), 'the batch has room for 2 rows and got 3'],
    [
      backend.encode({ ...op, rows: 2, out: backend.codes(1, 4, 8) }),
      'the codes have room for 1 rows and got 2',
    ],
    [backend.write(x, new Float32Array(7)), '7 values do not fit into a 2×3 matrix'],
    [backend.read(x, new Float32Array(7)), 'a 2×3 matrix cannot fill an array of 7'],
    [
      backend.writeCodes(out, {
        ...sparseCodes(1, 4, 3),
        offsets: Uint32Array.of(0, 3),
      }),
      'the codes hold 2 entries and need 3: allocate a larger capacity',
    ],
  ]
  for (const [refused, message] of refusals) {
    await expect(refused).rejects.toThrow(TensorError)
    await expect(refused).rejects.toThrow(message)
  }
})

test('the gradient of a tied autoencoder is what finite differences give', async () => {
  const [rows, p, d] = [3, 5, 4]
  const backend = createReference()
  const data = normals(rows * d, 1)
  const atoms = normals(p * d, 2)
  const x = await upload(backend, rows, d, data)
  const w = backend.matrix(p, d)
  const [bias, center] = [backend.matrix(1, p), backend.matrix(1, d)]
  const weights = normals(rows * 2, 3).map(Math.abs)
  const view = await upload(backend, rows, d, quarters(rows * d, 4).map(Math.abs))
  const codes = backend.codes(rows, p, rows * p)
  const upstream = backend.like(codes)
  const delta = backend.matrix(rows, d)
  const whole = [{ x: 0, w: 0, width: d }]

  async function loss() {
    await backend.write(w, atoms)
    await backend.encode({
      x,
      w,
      bias,
      rows,
      spans: whole,
      activation: { kind: 'relu' },
      out: codes,
    })
    return backend.reconstruct({
      codes,
      w,
      spans: whole,
      bias: center,
      target: x,
      view,
      weights,
      delta,
      gradient: upstream,
    })
  }
  // ∂/∂W ½ Σ weights ⊙ (x̂ − x)² = hᵀδ + (Wδ on the support)ᵀx; one step of plain descent reads it.
  await loss()
  const first = backend.matrix(p, d)
  const terms = [
    { codes, x: delta, spans: whole },
    { codes: upstream, x, spans: whole },
  ]
  const regions = [{ rows: [0, p], cols: [0, d] }] as const
  const op = { w, terms, regions, project: false }
  const still = { learningRate: 0, beta1: 0, beta2: 0, epsilon: 1, step: 1, scale: 1 }
  await backend.learn({ ...op, ...still, first, second: backend.matrix(p, d) })
  const analytic = await values(backend, first)
  const squares = analytic.reduce((sum, value) => sum + value * value, 0)
  expect((await backend.squaredGradient(op)) / squares).toBeCloseTo(1, 5)

  const step = 1e-2
  const numeric = new Float32Array(p * d)
  for (let i = 0; i < p * d; i++) {
    const saved = atoms[i]!
    atoms[i] = saved + step
    const above = (await loss()) / 2
    atoms[i] = saved - step
    const below = (await loss()) / 2
    atoms[i] = saved
    numeric[i] = (above - below) / (2 * step)
  }
  const scale = Math.max(...numeric.map(Math.abs))
  expect(scale).toBeGreaterThan(1)
  numeric.forEach((value, i) => expect(Math.abs(analytic[i]! - value)).toBeLessThan(2e-3 * scale))
})
