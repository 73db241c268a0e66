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
 * @throws TensorError for options that cannot be met here
 */
export async function createWasm({
  threads,
  ...choice
}: Partial<Choice> & { readonly threads?: number } = {}): Promise<WasmBackend> {
  return (await loadWasm({ ...(await choose(choice)), threads: threadsFor(threads) }))()
}
