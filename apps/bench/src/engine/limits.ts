import { main } from 'assemblyscript/asc'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { round, type Section } from './row.ts'

/** So many independent sums keep two units of four cycles' latency busy, also without FMA. */
const SUMS = 12

/**
 * A loop of nothing but multiplications and additions, and one of nothing but loads. The factors come
 * as arguments: constants would be loaded anew each time.
 */
const source = (relaxed: boolean) => {
  const sums = Array.from({ length: SUMS }, (_, i) => `s${i}`)
  const madd = (s: string) =>
    relaxed ? `f32x4.relaxed_madd(a, ${s}, b)` : `f32x4.add(f32x4.mul(a, ${s}), b)`
  return `
export function multiply(rounds: i32, factor: f32, term: f32): f32 {
  const a = f32x4.splat(factor), b = f32x4.splat(term)
  ${sums.map((s, i) => `let ${s} = f32x4.splat(${i})`).join('; ')}
  for (let i = 0; i < rounds; i++) { ${sums.map((s) => `${s} = ${madd(s)}`).join('; ')} }
  ${sums
    .slice(1)
    .map((s) => `s0 = f32x4.add(s0, ${s})`)
    .join('; ')}
  return f32x4.extract_lane(s0, 0)
}
export function read(from: usize, to: usize): i32 {
  let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
  for (; from < to; from += 64) {
    s0 = v128.or(s0, v128.load(from)); s1 = v128.or(s1, v128.load(from, 16))
    s2 = v128.or(s2, v128.load(from, 32)); s3 = v128.or(s3, v128.load(from, 48))
  }
  return i32x4.extract_lane(v128.or(v128.or(s0, s1), v128.or(s2, s3)), 0)
}`
}

/** 256 MiB: no cache holds it. */
const BYTES = 2 ** 28

const worker = `
const { parentPort, workerData } = require('node:worker_threads')
const memory = new WebAssembly.Memory({ initial: ${BYTES / 65536 + 1}, maximum: ${BYTES / 65536 + 1} })
const { multiply, read } = new WebAssembly.Instance(new WebAssembly.Module(workerData), { env: { memory } }).exports
new Uint8Array(memory.buffer).fill(1)
const times = (work) => {
  const found = []
  for (const until = performance.now() + 700; performance.now() < until; ) {
    const start = performance.now()
    work()
    found.push(performance.now() - start)
  }
  return found.sort((a, b) => a - b)
}
parentPort.on('message', () => {
  const rounds = 2e6
  const multiplied = times(() => multiply(rounds, 0.5, 0.9999))
  const reads = times(() => read(64, 64 + ${BYTES - 65536}))
  const rate = (ms) => ${BYTES} / ms / 1e6
  parentPort.postMessage({
    gflops: (rounds * ${SUMS} * 8) / multiplied[0] / 1e6,
    gbs: rate(reads[0]),
    usualGbs: rate(reads[reads.length >> 1]),
  })
})`

/** Rates of so many threads at once. */
export interface Rates {
  readonly gflops: number
  readonly gbs: number
  /** Median, to set beside medians. */
  readonly usualGbs: number
}

/** What no kernel of 128-bit vectors can pass on this machine: FMA rate and reading of memory. */
export const limits: Section = async function* ({ note }) {
  note('limits of the machine')
  for (const threads of availableParallelism() > 1 ? [1, 2] : [1]) {
    const { gflops, gbs } = await measureLimits(threads)
    yield {
      name: 'limits',
      backend: 'machine',
      variant: relaxed ? '128-bit FMA' : '128-bit multiply and add',
      threads,
      gflops: round(gflops),
      gigabytesPerSecond: round(gbs),
    }
  }
}

const relaxed = process.versions.node >= '22'
let compiled: Promise<Uint8Array> | undefined

/** Measures for a second and a half. */
export async function measureLimits(threads: number): Promise<Rates> {
  const module = await (compiled ??= compile())
  const workers = Array.from(
    { length: threads },
    () => new Worker(worker, { eval: true, workerData: module }),
  )
  const found = await Promise.all(
    workers.map(
      (one) =>
        new Promise<Rates>((resolve, reject) => {
          one.once('message', resolve)
          one.once('error', reject)
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread
          one.postMessage('go')
        }),
    ),
  )
  await Promise.all(workers.map((one) => one.terminate()))
  const sum = (key: keyof Rates) => found.reduce((total, each) => total + each[key], 0)
  return { gflops: sum('gflops'), gbs: sum('gbs'), usualGbs: sum('usualGbs') }
}

async function compile(): Promise<Uint8Array> {
  let binary: Uint8Array | undefined
  const { error } = await main(
    [
      'limits.ts',
      '--outFile',
      'limits.wasm',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      ...['simd', ...(relaxed ? ['relaxed-simd'] : [])].flatMap((name) => ['--enable', name]),
    ],
    {
      readFile: (name) => (name === 'limits.ts' ? source(relaxed) : null),
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) binary = contents as Uint8Array
      },
      listFiles: () => [],
    },
  )
  if (error || !binary) throw error ?? new Error('asc wrote no binary')
  return binary
}

/** The FMA rate of so many threads that was measured in this run, in GFLOP/s. */
export function peakOf(
  rows: readonly { readonly name: string; readonly [key: string]: unknown }[],
  threads: number,
): number {
  const row = rows.find((each) => each.name === 'limits' && each['threads'] === threads)
  return (row?.['gflops'] as number | undefined) ?? NaN
}
