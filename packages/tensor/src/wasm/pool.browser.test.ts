import { expect, test } from 'vitest'
import { createEngine } from './engine.ts'
import { compileKernels, hasSharedMemory } from './load.ts'

const inBrowser = typeof document !== 'undefined'

test.skipIf(!inBrowser)('workers share the memory of an isolated page', async () => {
  expect(globalThis.crossOriginIsolated).toBe(true)
  expect(hasSharedMemory()).toBe(true)
  const engine = createEngine(
    await compileKernels({ variant: 'plain', dots: false }, true),
    'plain',
    3,
  )
  const [rows, width] = [4000, 8]
  const source = engine.alloc(4 * rows * width)
  engine.f32(source, rows * width).set(Float32Array.from({ length: rows * width }, (_, i) => i))
  const spans = engine.alloc(8)
  engine.u32(spans, 2).set([0, width])
  const packed = engine.alloc(4 * rows * width)
  const job = [source, width, rows, spans, 1, width, packed, 500, engine.alloc(1024)] as const
  await engine.run('packSamples', 500, ...job)
  expect([...engine.f32(packed, 8)]).toEqual([0, 8, 16, 24, 1, 9, 17, 25])
  expect(engine.f32(packed, rows * width).at(-1)).toBe(rows * width - 1)

  engine.workers[0]!.kill()
  await expect(engine.run('packSamples', 500, ...job)).rejects.toThrow('died (it was killed)')
  engine.dispose()
})
