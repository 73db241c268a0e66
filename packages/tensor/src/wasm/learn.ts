import type { AdamHyper, Backend, WeightGradient } from '../backend.ts'
import type { Engine } from './engine.ts'
import type { Buffers } from './scratch.ts'
import { columnsOf, touch, wasmCodes, wasmMatrix } from './store.ts'

/** Atoms of a chunk. */
const ATOM_BLOCK = 32
/** Entries of a chunk of a flat parameter. */
const FLAT_BLOCK = 4096

type Learning = Pick<Backend, 'squaredGradient' | 'squaredNorm' | 'learn' | 'adam'>

/** What changes parameters. */
export function createLearning(engine: Engine, buffers: Buffers): Learning {
  /** Fields 7 … 16 of `learn` and `squaredGradient`, and their number of chunks. */
  async function describe({ w, terms, regions, project }: WeightGradient) {
    const { address, cols } = wasmMatrix(w)
    const first = Math.min(...regions.map(({ rows }) => rows[0]))
    const last = Math.max(...regions.map(({ rows }) => rows[1]))
    const regionsAt = buffers.of('regions', 20 * regions.length)
    const table = engine.u32(regionsAt, 5 * regions.length)
    const radii = engine.f32(regionsAt, 5 * regions.length)
    for (const [r, { rows, cols: columns, radius }] of regions.entries()) {
      table.set([...rows, ...columns], 5 * r)
      radii[5 * r + 4] = radius ?? -1
    }
    const { windows, count } = await describeTerms(terms)
    const bytes = Math.ceil((4 * cols + 32) / 64) * 64
    const gradients = buffers.of('gradient rows', bytes * engine.threads)
    return {
      chunks: regions.length === 0 ? 0 : Math.ceil((last - first) / ATOM_BLOCK),
      fields: [
        address,
        cols,
        first,
        regionsAt,
        regions.length,
        windows,
        count,
        project ? 1 : 0,
        gradients,
        bytes,
      ] as const,
    }
  }

  /** Windows of the atoms' columns, each with the terms' spans that fall on it. */
  async function describeTerms(terms: WeightGradient['terms']) {
    const parts = new Map<string, { w: number; width: number; list: number[] }>()
    for (const { codes, x, spans } of terms) {
      const { support, values } = wasmCodes(codes)
      const { starts, entries } = await columnsOf(engine, support)
      const samples = wasmMatrix(x)
      for (const span of spans) {
        const key = `${span.w} ${span.width}`
        const window = parts.get(key) ?? { w: span.w, width: span.width, list: [] }
        parts.set(key, window)
        window.list.push(starts, entries, values, samples.address + 4 * span.x, 4 * samples.cols)
      }
    }
    const windows = buffers.of('windows', 16 * parts.size)
    const total = [...parts.values()].reduce((words, { list }) => words + list.length, 0)
    const lists = buffers.of('parts', 4 * total)
    const table = engine.u32(windows, 4 * parts.size)
    const into = engine.u32(lists, total)
    let at = 0
    let row = 0
    for (const { w, width, list } of parts.values()) {
      table.set([w, width, lists + 4 * at, list.length / 5], 4 * row++)
      into.set(list, at)
      at += list.length
    }
    return { windows, count: parts.size }
  }

  function sum(address: number, count: number): number {
    const values = engine.f64(address, count)
    let total = 0
    for (let i = 0; i < count; i++) total += values[i]!
    return total
  }

  return {
    async squaredGradient(op) {
      const { chunks, fields } = await describe(op)
      const sums = buffers.of('squares', 8 * chunks)
      await engine.run('squaredGradient', chunks, 0, 0, 0, 0, 0, 0, 0, ...fields, 0, 0, sums)
      return sum(sums, chunks)
    },
    async squaredNorm(m) {
      const { address, rows, cols } = wasmMatrix(m)
      const chunks = Math.ceil((rows * cols) / FLAT_BLOCK)
      const sums = buffers.of('squares', 8 * chunks)
      await engine.run('squaredNorm', chunks, address, rows * cols, sums)
      return sum(sums, chunks)
    },
    async learn({ first, second, ...op }) {
      const { chunks, fields } = await describe(op)
      const moments = [wasmMatrix(first).address, wasmMatrix(second).address] as const
      await engine.run('learn', chunks, ...folded(op), ...fields, ...moments)
      touch(wasmMatrix(op.w))
    },
    async adam({ parameter, gradient, first, second, ...hyper }) {
      const { address, rows, cols } = wasmMatrix(parameter)
      await engine.run(
        'adam',
        Math.ceil((rows * cols) / FLAT_BLOCK),
        ...folded(hyper),
        address,
        wasmMatrix(gradient).address,
        wasmMatrix(first).address,
        wasmMatrix(second).address,
        rows * cols,
      )
      touch(wasmMatrix(parameter))
    },
  }
}

/**
 * The first seven fields of a job that steps by Adam, bias correction folded into rate and epsilon:
 * r m̂/(√v̂ + ε) = (r c/(1 − β₁ᵗ)) m / (√v + ε c) with c = √(1 − β₂ᵗ).
 */
function folded({ learningRate, beta1, beta2, epsilon, step, scale }: AdamHyper) {
  const correction = Math.sqrt(1 - beta2 ** step)
  const rate = (learningRate * correction) / (1 - beta1 ** step)
  return [beta1, 1 - beta1, beta2, 1 - beta2, rate, epsilon * correction, scale] as const
}
