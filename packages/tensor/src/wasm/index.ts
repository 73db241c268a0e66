import { TensorError } from '../errors.ts'
import { createSharded, MOST_SHARDS } from '../sharded/index.ts'
import { loadWasm, type WasmBackend } from './backend.ts'
import { choose, type Choice } from './choice.ts'
import { threadsFor } from './threads.ts'

export type { WasmBackend } from './backend.ts'
export { inspectWasm, type WasmReport } from './choice.ts'

/**
 * The fast backend of the CPU: WebAssembly SIMD on a pool of threads over one shared memory. What is
 * left open is chosen by a measurement of a few milliseconds; the environment variables
 * CMGSAE_THREADS, CMGSAE_VARIANT and CMGSAE_SCREEN stand in for the options. The same seed gives the
 * same bytes for any number of threads, with or without screening; the variants differ in rounding.
 *
 * A memory holds at most 4 GiB. With `shards` the latents are dealt to so many of them, see `shardsFor`;
 * another number of shards differs in rounding.
 * @throws TensorError for options that cannot be met here
 */
export async function createWasm({
  threads,
  shards = 1,
  ...choice
}: Partial<Choice> & {
  readonly threads?: number
  readonly shards?: number
} = {}): Promise<WasmBackend> {
  if (!(Number.isInteger(shards) && shards >= 1 && shards <= MOST_SHARDS)) {
    throw new TensorError(`shards is ${shards}; it must be a whole number from 1 to ${MOST_SHARDS}`)
  }
  const create = await loadWasm({ ...(await choose(choice)), threads: threadsFor(threads) })
  return shards === 1 ? create() : sharded(Array.from({ length: shards }, create))
}

function sharded(parts: readonly WasmBackend[]): WasmBackend {
  const { name, variant, screen, threads } = parts[0]!
  const sum = (key: 'bytes' | 'undecided') => parts.reduce((total, part) => total + part[key], 0)
  return {
    ...createSharded(parts, name.replace(')', `, ${parts.length} shards)`)),
    variant,
    screen,
    threads,
    get bytes() {
      return sum('bytes')
    },
    get undecided() {
      return sum('undecided')
    },
  }
}
