import type { Backend } from '../backend.ts'
import { createQueue } from '../queue.ts'
import type { Choice } from './choice.ts'
import { createEncoder } from './encode.ts'
import { createEngine, type Engine } from './engine.ts'
import { compileKernels, hasByteDots } from './load.ts'
import { createSparseOps } from './ops.ts'
import type { Screening } from './top-k.ts'

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
  const dots = screen === true && hasByteDots()
  const modules = await compileKernels({ variant, dots }, threads > 1)
  const screening = dots ? 'bytes' : screen ? 'words' : 'none'
  return () => create(createEngine(modules, variant, threads), screen, screening)
}

function create(engine: Engine, screen: Choice['screen'], screening: Screening): WasmBackend {
  const { variant, threads } = engine
  const encoder = createEncoder(engine, screening)
  const ops = createSparseOps(engine)
  const inOrder = createQueue()
  const parts = [variant, ...NAMES[screening], plural(threads)]
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

const NAMES = { none: [], words: ['int16 screen'], bytes: ['int8 screen'] } as const

const plural = (threads: number) => (threads === 1 ? '1 thread' : `${threads} threads`)
