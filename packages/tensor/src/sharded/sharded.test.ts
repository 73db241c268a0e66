import { expect, test } from 'vitest'
import type { Backend } from '../backend.ts'
import { dense, normals, quarters, upload, values } from '../parity/fixtures.ts'
import { relativeDistance } from '../parity/relative-distance.ts'
import { createReference } from '../reference/index.ts'
import { createWasm } from '../wasm/index.ts'
import { rangesOf, shardsFor, within } from './split.ts'

const create = (shards: number, threads = 1) =>
  createWasm({ shards, threads, variant: 'plain', screen: true })

const spans = [{ x: 0, w: 0, width: 20 }]

/** Three steps of a penalised dictionary of 130 latents, which 3 shards share as 48, 48 and 34. */
async function steps(backend: Backend) {
  const [rows, width, p, k] = [21, 20, 130, 6]
  const w = await upload(backend, p, width, normals(p * width, 1), 'rows')
  const [bias, biasGradient] = [1, 2].map(() => backend.matrix(1, p, 'columns'))
  const [center, centerGradient] = [1, 2].map(() => backend.matrix(1, width))
  const [x, input, view, delta] = [1, 2, 3, 4].map(() => backend.matrix(rows, width))
  const [first, second] = [1, 2].map(() => backend.matrix(p, width, 'rows'))
  const [m, v] = [1, 2].map(() => backend.matrix(1, width))
  const codes = backend.codes(rows, p, rows * k)
  const gradient = backend.like(codes)
  const seen = new Uint32Array(rows)
  const of = Uint32Array.from({ length: p }, (_, i) => i % 7)
  const hyper = { learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3, scale: 0.7 }
  const results: ArrayLike<number>[] = []
  for (let step = 1; step <= 3; step++) {
    await backend.write(x!, normals(rows * width, 10 + step))
    const mask = { keys: Int32Array.from(seen, (_, n) => step * 100 + n), threshold: 0x30000000 }
    const present = new Uint8Array(rows).fill(1)
    await backend.view({
      x: x!,
      center: center!,
      rows,
      spans,
      present,
      mask,
      rescale: 'sample',
      view: view!,
      out: input!,
      seen,
    })
    const activation = { kind: 'topK', k } as const
    await backend.encode({ x: input!, w, rows, spans, bias: bias!, activation, out: codes })
    await backend.fill(centerGradient!, 0)
    const loss = await backend.reconstruct({
      codes,
      w,
      spans,
      bias: center!,
      target: x!,
      view: view!,
      delta: delta!,
      gradient,
      weights: new Float32Array(2 * rows).fill(0.1),
      biasGradient: centerGradient!,
    })
    const weights = new Float32Array(7).fill(0.1)
    const lists = { codes: [codes], gradients: [gradient] }
    const penalty = await backend.groupNorm({ ...lists, of, weights, epsilon: 1e-6 })
    await backend.activationGradient({
      codes,
      gradient,
      bias: bias!,
      biasGradient: biasGradient!,
      sparsity: 0.01,
    })
    await backend.backproject({ codes: gradient, w, spans, view: view!, into: centerGradient! })
    const terms = [
      { codes, x: delta!, spans },
      { codes: gradient, x: input!, spans },
    ]
    const regions = [{ rows: [3, 120], cols: [0, width], radius: 1 }] as const
    await backend.learn({
      w,
      terms,
      regions,
      project: true,
      first: first!,
      second: second!,
      ...hyper,
      step,
    })
    await backend.adam({
      parameter: center!,
      gradient: centerGradient!,
      first: m!,
      second: v!,
      ...hyper,
      step,
    })
    results.push([loss, penalty], ...(await dense(backend, codes, rows)))
  }
  for (const state of [w, center!, biasGradient!]) results.push(await values(backend, state))
  return results
}

test('three steps give what one memory gives, and the same bytes on any threads', async () => {
  const backends = [await create(1), await create(3), await create(3, 3)]
  const [one, three, threaded] = [
    await steps(backends[0]!),
    await steps(backends[1]!),
    await steps(backends[2]!),
  ]
  for (let i = 0; i < one.length; i++) {
    expect(relativeDistance(three[i]!, one[i]!), `result ${i}`).toBeLessThan(1e-5)
  }
  expect(threaded).toEqual(three)
  for (const backend of backends) backend.dispose()
})

test('groups across shards, in several blocks of rows, with latents to revive', async () => {
  // 2²² pre-activations are a block, and these are more.
  const [rows, width, p, k] = [6, 4, 800_000, 5]
  const backend = await create(2)
  const results = []
  for (const each of [createReference(), backend]) {
    const out = each.codes(rows, p, rows * k)
    const revived = each.codes(rows, p, rows * 3)
    const partition = {
      of: Uint32Array.from({ length: p }, (_, i) => i % 50),
      sizes: new Uint32Array(50).fill(p / 50),
    }
    await each.encode({
      x: await upload(each, rows, width, quarters(rows * width, 1)),
      w: await upload(each, p, width, quarters(p * width, 2), 'rows'),
      rows,
      spans: [{ x: 0, w: 0, width }],
      bias: each.matrix(1, p, 'columns'),
      activation: { kind: 'groupTopK', k, groups: 4, partition },
      out,
      auxiliary: { among: new Uint8Array(p).fill(1, p / 3, p / 2), k: 3, out: revived },
    })
    const [, , indices] = await dense(each, out, rows)
    const [, , others] = await dense(each, revived, rows)
    results.push([indices, others])
  }
  expect(results[1]).toEqual(results[0])
  backend.dispose()
})

test('a matrix that lies otherwise than its use needs is refused with the way to make it', async () => {
  const backend = await create(2)
  const op = {
    x: backend.matrix(1, 20),
    rows: 1,
    spans,
    bias: backend.matrix(1, 30, 'columns'),
    activation: { kind: 'relu' },
    out: backend.codes(1, 30, 30),
  } as const
  await expect(backend.encode({ ...op, w: backend.matrix(30, 20) })).rejects.toThrow(
    "on 2 shards the dictionary must be made by matrix(rows, cols, 'rows'); this one (30×20) is whole on each",
  )
  const w = backend.matrix(30, 20, 'rows')
  await expect(
    backend.decode({ codes: op.out, w, spans, out: backend.matrix(20, 20, 'rows') }),
  ).rejects.toThrow('the reconstruction must be made by matrix(rows, cols)')
  await expect(backend.product(w, w, backend.matrix(30, 30))).rejects.toThrow(
    "a product splits one side's rows",
  )
  backend.dispose()
})

test('memory comes back from every shard', async () => {
  const backend = await create(3)
  const before = backend.bytes
  const codes = backend.codes(4, 100, 40)
  const made = [codes, backend.like(codes), backend.matrix(100, 9, 'rows')]
  expect(backend.bytes).toBeGreaterThan(before + 3600)
  backend.release(...made)
  expect(backend.bytes).toBe(before)
  backend.dispose()
})

test('the number of shards must be a whole one', async () => {
  await expect(createWasm({ shards: 0 })).rejects.toThrow('shards is 0')
  await expect(createWasm({ shards: 1.5 })).rejects.toThrow('shards is 1.5')
})

test('latents are dealt in eights, ranges follow them', () => {
  expect(rangesOf(130, 3)).toEqual([
    [0, 48],
    [48, 96],
    [96, 130],
  ])
  expect(rangesOf(9, 3)).toEqual([
    [0, 8],
    [8, 9],
    [9, 9],
  ])
  expect(
    within(
      [
        [0, 5],
        [7, 20],
        [30, 40],
      ],
      [8, 32],
    ),
  ).toEqual([
    [0, 12],
    [22, 24],
  ])
})

test('as many memories as what they split needs beside what each holds whole', () => {
  expect(shardsFor({ split: 0 })).toBe(1)
  expect(shardsFor({ split: 3 * 4 * 131_072 * 1024 })).toBe(1)
  expect(shardsFor({ split: 5 * 1_000_000 * 1024 })).toBe(2)
  expect(shardsFor({ split: 5 * 1_000_000 * 1024, whole: 2 ** 30 })).toBe(3)
  expect(shardsFor({ split: 1e9, whole: 2 ** 32 })).toBe(1)
})
