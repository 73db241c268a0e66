import { expect, test } from 'vitest'
import type { Backend, Span } from '../backend.ts'
import { normals, randomCodes, upload, values } from '../parity/fixtures.ts'
import { relativeDistance } from '../parity/relative-distance.ts'
import { createReference } from '../reference/index.ts'
import { loadWasm } from './backend.ts'

// More rows, latents and entries than one chunk of any kernel holds, on widths around a vector's.
const [rows, latents] = [53, 331]
const samples = [[1], [3], [5], [130], [33, 1, 4]].map((parts) => ({ parts }))

async function step(backend: Backend, parts: readonly number[]) {
  const spans: Span[] = []
  for (const width of parts) {
    const x = spans.reduce((sum, span) => sum + span.width, 0)
    spans.push({ x, w: x, width })
  }
  const cols = parts.reduce((sum, width) => sum + width, 0)
  const matrix = (count: number, width: number, seed: number) =>
    upload(backend, count, width, normals(count * width, seed))
  const [x, w, center] = [
    await matrix(rows, cols, 1),
    await matrix(latents, cols, 2),
    await matrix(1, cols, 3),
  ]
  const [view, input, delta] = [1, 2, 3].map(() => backend.matrix(rows, cols))
  const seen = new Uint32Array(rows * spans.length)
  await backend.view({
    x,
    center,
    rows,
    spans,
    present: Uint8Array.from(seen, (_, i) => (i % 7 === 3 ? 0 : 1)),
    mask: { keys: Int32Array.from(seen, (_, i) => i * 7919), threshold: 0x30000000 },
    rescale: 'span',
    view: view!,
    out: input!,
    seen,
  })
  const codes = backend.codes(rows, latents, rows * latents)
  await backend.writeCodes(codes, randomCodes(rows, latents, 4))
  const gradient = backend.like(codes)
  const [centerGradient, bias, biasGradient] = [
    await matrix(1, cols, 5),
    await matrix(1, latents, 6),
    await matrix(1, latents, 7),
  ]
  const loss = await backend.reconstruct({
    codes,
    w,
    spans,
    bias: center,
    target: x,
    view: view!,
    weights: normals(rows * spans.length * 2, 8).map(Math.abs),
    delta: delta!,
    gradient,
    biasGradient: centerGradient,
  })
  const penalty = await backend.groupNorm({
    codes: [codes],
    gradients: [gradient],
    of: Uint32Array.from({ length: latents }, (_, i) => i % 9),
    weights: normals(9, 9).map(Math.abs),
    epsilon: 1e-3,
  })
  await backend.activationGradient({ codes, gradient, bias, biasGradient, sparsity: 0.1 })
  await backend.backproject({ codes: gradient, w, spans, view: view!, into: centerGradient })
  const terms = [
    { codes, x: delta!, spans },
    { codes: gradient, x: input!, spans },
  ]
  // In one column the projection leaves nothing but the rounding of what it removed.
  const [project, first, second] = [cols > 1, ...[1, 2].map(() => backend.matrix(latents, cols))]
  const regions = [
    { rows: [3, 70], cols: [0, cols], radius: 2 },
    { rows: [70, 300], cols: [cols >> 1, cols] },
  ] as const
  const op = { w, terms, regions, project }
  const squares = [await backend.squaredGradient(op), await backend.squaredNorm(w)]
  const hyper = { learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3, scale: 0.01, step: 1 }
  await backend.learn({ ...op, ...hyper, first: first!, second: second! })
  const results: ArrayLike<number>[] = [[loss], [penalty], squares, seen]
  const changed = [view!, input!, delta!, centerGradient, biasGradient, w, first!, second!]
  for (const each of changed) results.push(await values(backend, each))
  return results
}

for (const variant of ['plain', 'relaxed'] as const) {
  const made = (threads: number) =>
    loadWasm({ variant, screen: false, threads }).then((create) => create())

  test.each(samples)(
    `${variant}, spans $parts: the reference's results on any threads`,
    async ({ parts }) => {
      const expected = await step(createReference(), parts)
      const backends = [await made(1), await made(3)]
      const [alone, shared] = [await step(backends[0]!, parts), await step(backends[1]!, parts)]
      for (let i = 0; i < expected.length; i++) {
        expect(relativeDistance(alone[i]!, expected[i]!), `result ${i}`).toBeLessThan(1e-5)
      }
      expect(shared).toEqual(alone)
      for (const backend of backends) backend.dispose()
    },
  )

  test(`${variant}: without regions nothing is learned`, async () => {
    const backend = await made(2)
    const w = await upload(backend, 2, 3, normals(6, 1))
    const op = { w, terms: [], regions: [], project: false }
    expect(await backend.squaredGradient(op)).toBe(0)
    backend.dispose()
  }, 2000)
}
