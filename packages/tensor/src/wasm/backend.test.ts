import { expect, test } from 'vitest'
import { scopedBackend } from '../scoped-backend.ts'
import { loadWasm } from './backend.ts'

const create = async (threads: number) =>
  (await loadWasm({ variant: 'plain', screen: true, threads }))()

test('ops that nobody awaits still take effect in order', async () => {
  for (const threads of [1, 3]) {
    const backend = await create(threads)
    const results: Promise<number>[] = []
    for (let i = 1; i <= 20; i++) {
      const m = backend.matrix(50, 200)
      void backend.fill(m, i)
      results.push(backend.squaredNorm(m))
    }
    const expected = Array.from({ length: 20 }, (_, i) => 10_000 * (i + 1) ** 2)
    expect(await Promise.all(results)).toEqual(expected)
    backend.dispose()
  }
})

test('memory comes back when it is released, once', async () => {
  const backend = await create(1)
  const before = backend.bytes
  const codes = backend.codes(10, 100, 50)
  const other = backend.like(codes)
  const matrix = backend.matrix(10, 100)
  expect(backend.bytes).toBeGreaterThan(before + 4000)
  backend.release(codes, codes, matrix, matrix)
  backend.release(other)
  expect(backend.bytes).toBe(before)
  backend.dispose()
})

test('what was made through a scoped backend comes back at once, and nothing else', async () => {
  const backend = await create(1)
  const before = backend.bytes
  const other = backend.matrix(10, 100)
  const held = backend.bytes
  const scoped = scopedBackend(backend)
  scoped.like(scoped.codes(10, 100, 50))
  const early = scoped.matrix(10, 100)
  scoped.matrix(20, 100)
  scoped.release(early)
  scoped.releaseAll()
  expect(backend.bytes).toBe(held)
  backend.release(other)
  expect(backend.bytes).toBe(before)
  backend.dispose()
})
