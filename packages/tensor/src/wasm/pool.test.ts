import { expect, test } from 'vitest'
import { TensorError } from '../errors.ts'
import { nextTask } from '../next-task.ts'
import { createEngine, type Engine } from './engine.ts'
import { compileKernels } from './load.ts'
import { createArena } from './memory.ts'

const engine = async (threads: number): Promise<Engine> =>
  createEngine(
    await compileKernels({ variant: 'plain', dots: false }, threads > 1),
    'plain',
    threads,
  )

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

test('a worker that dies while others wait for it is an error and not a hang', async () => {
  const pool = await engine(3)
  const working = (async () => {
    for (;;) {
      await pack(pool, 4000)
      await nextTask()
    }
  })()
  setTimeout(() => pool.workers[1]!.kill(), 20)
  await expect(working).rejects.toThrow(TensorError)
  await expect(pack(pool, 40)).rejects.toThrow('worker 2 of the WebAssembly pool died')
  pool.dispose()
})

test('a kernel that traps is an error, on whichever thread, and ends the pool', async () => {
  for (const threads of [1, 3]) {
    const pool = await engine(threads)
    // The spans lie beyond the memory.
    const beyond = 2 ** 31
    const job = [pool.alloc(64), 8, 8, beyond, 1, 8, pool.alloc(512), 2, pool.alloc(4096)] as const
    await expect(pool.run('packSamples', 2, ...job)).rejects.toThrow(
      /^the kernel packSamples trapped \(.+\); create a new backend$/,
    )
    await expect(pack(pool, 8)).rejects.toThrow('trapped')
    pool.dispose()
  }
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
