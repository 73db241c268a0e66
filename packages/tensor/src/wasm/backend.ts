import type { Backend } from '../backend.ts'
import { createQueue } from '../queue.ts'
import type { Choice } from './choice.ts'
import { createEncoder } from './encode.ts'
import { createEngine, type Engine } from './engine.ts'
import { compileKernels } from './load.ts'
import { createSparseOps } from './ops.ts'

/** What a backend on WebAssembly tells besides. */
export interface WasmBackend extends Backend, Choice {
  readonly threads: number
  /** Bytes handed out of its memory. */
  readonly bytes: number
  /** Rows so far that the screen could not decide and that were encoded exactly. */
  readonly undecided: number
}

/** A maker of backends, as many as there are memories to fill. */
export async function loadWasm({
  variant,
  screen,
  threads,
}: Choice & { readonly threads: number }): Promise<() => WasmBackend> {
  const module = await compileKernels(variant, threads > 1)
  return () => create(createEngine(module, variant, threads), screen)
}

function create(engine: Engine, screen: boolean): WasmBackend {
  const { variant, threads } = engine
  const encoder = createEncoder(engine, screen)
  const ops = createSparseOps(engine)
  const inOrder = createQueue()
  const parts = [variant, ...(screen ? ['int16 screen'] : []), plural(threads)]
  return {
    ...inOrder(ops),
    ...inOrder({ encode: encoder.encode, product: encoder.product }),
    name: `wasm (${parts.join(', ')})`,
    variant,
    screen,
    threads,
    get bytes() {
      return engine.used
    },
    get undecided() {
      return encoder.undecided
    },
    dispose() {
      encoder.dispose()
      engine.dispose()
    },
  }
}

const plural = (threads: number) => (threads === 1 ? '1 thread' : `${threads} threads`)
