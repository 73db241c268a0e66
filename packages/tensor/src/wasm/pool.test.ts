import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createEngine, type Engine } from './engine.ts'
import { compileKernels } from './load.ts'
import { createArena } from './memory.ts'

const engine = async (threads: number): Promise<Engine> =>
  createEngine(await compileKernels('plain', threads > 1), 'plain', threads)

/** Fields of `packSamples` for rows of 8 columns. */
async function pack(pool: Engine, rows: number): Promise<Float32Array> {
  const [width, tiles] = [8, Math.ceil(rows / 4)]
  const source = pool.alloc(4 * rows * width)
  pool.f32(source, rows * width).set(Float32Array.from({ length: rows * width }, (_, i) => i))
  const spans = pool.alloc(8)
  pool.u32(spans, 2).set([0, width])
  const packed = pool.alloc(4 * 4 * tiles * width)
  const scratch = pool.alloc(pool.threads * width * 16)
  await pool.run('packSamples', tiles, source, width, rows, spans, 1, width, packed, tiles, scratch)
  return pool.f32(packed, 4 * tiles * width).slice()
}

test('every chunk runs once, on any number of threads', async () => {
  const pools = await Promise.all([engine(1), engine(2), engine(5)])
  const [alone, ...others] = await Promise.all(pools.map((pool) => pack(pool, 400)))
  // The first tile holds column 0 of rows 0 … 3, then column 1.
  expect([...alone!.subarray(0, 8)]).toEqual([0, 8, 16, 24, 1, 9, 17, 25])
  for (const other of others) expect(other).toEqual(alone)
  for (const pool of pools) pool.dispose()
})

test('a worker that died is an error, now and later, and not a hang', async () => {
  const pool = await engine(3)
  await pack(pool, 40)
  pool.workers[0]!.kill()
  let message = ''
  for (let attempt = 0; attempt < 200 && message === ''; attempt++) {
    await pack(pool, 400).catch((error: Error) => (message = error.message))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(message).toMatch(/worker 1 of the WebAssembly pool died \(.*\); create a new backend/)
  await expect(pack(pool, 40)).rejects.toThrow('died')
  pool.dispose()
})

test('workers end with the process, also when it forgets to dispose', () => {
  const script = `
    import { createEngine } from '${new URL('engine.ts', import.meta.url).href}'
    import { compileKernels } from '${new URL('load.ts', import.meta.url).href}'
    createEngine(await compileKernels('plain', true), 'plain', 4)
    console.log('done')`
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect([status, stdout.trim()]).toEqual([0, 'done'])
})

test('blocks are aligned, zero, reused, and refused beyond the memory', () => {
  const arena = createArena(new WebAssembly.Memory({ initial: 2, maximum: 4 }))
  const [a, b] = [arena.alloc(100), arena.alloc(1)]
  expect([a % 64, b % 64, b - a]).toEqual([0, 0, 128])
  new Uint8Array(arena.memory.buffer, a, 100).fill(7)
  arena.free(a)
  expect(arena.alloc(128)).toBe(a)
  expect([...new Uint8Array(arena.memory.buffer, a, 100)].every((byte) => byte === 0)).toBe(true)
  expect(arena.used).toBe(192)
  expect(() => arena.alloc(2 ** 20)).toThrow(
    'the WebAssembly memory cannot grow from 1 MiB by 1 MiB',
  )
})
