import type { Backend } from '../backend.ts'
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

/**
 * Ops share scratch memory and one job, so each waits for those before it: also when a caller does
 * not. What returns at once stays as it is.
 */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T extends object>(ops: T): T => {
    const queued: Record<string, unknown> = {}
    for (const [name, op] of Object.entries(ops) as [string, (...args: unknown[]) => unknown][]) {
      queued[name] = IMMEDIATE.has(name)
        ? op
        : (...args: unknown[]) => {
            const result = last.then(() => op(...args))
            last = result.catch(() => {})
            return result
          }
    }
    return queued as T
  }
}

const IMMEDIATE = new Set(['matrix', 'codes', 'like', 'release'])
