import type { Activation } from '../activation.ts'
import type { TakeBlock } from './dense.ts'
import { checkCapacity } from './encode.ts'
import type { Engine } from './engine.ts'
import type { Selection } from './packing.ts'
import type { Buffers } from './scratch.ts'
import type { WasmCodes } from './store.ts'

interface Target {
  readonly keep: number
  readonly rows: number
  readonly out: WasmCodes
}

/** Takes pre-activations block by block and leaves the selected ones as codes. */
export interface Selecting {
  readonly take: TakeBlock
  end(): Promise<void>
}

/** Selections that need dense pre-activations. */
export function createSelect(engine: Engine, buffers: Buffers) {
  return (
    activation: Exclude<Activation, { kind: 'topK' }>,
    selection: Selection,
    { keep, rows, out }: Target,
  ): Selecting => {
    const { offsets, indices, capacity } = out.support
    const p = selection.w.rows
    const counts = buffers.of('counts', 4 * rows)
    engine.u32(offsets, rows + 1).fill(0)

    const shared = (address: number, from: number, count: number, chunks: number) =>
      [
        address,
        count,
        selection.listed,
        selection.list,
        chunks,
        keep && keep + from * p,
        p,
      ] as const

    /** Everything above the threshold, appended to what earlier blocks left. */
    function above(theta: number, to: { latents(): number; values(): number; room: number }) {
      const take: TakeBlock = async (address, from, count) => {
        const chunks = Math.min(count, 8 * engine.threads)
        const common = shared(address, from, count, chunks)
        await engine.run('countAbove', chunks, ...common, theta, counts)
        const found = engine.u32(counts, count)
        const starts = engine.u32(offsets, rows + 1)
        for (let n = 0; n < count; n++) starts[from + n + 1] = starts[from + n]! + found[n]!
        checkCapacity(starts[from + count]!, to.room)
        const places = [counts, offsets + 4 * from, to.latents(), to.values()] as const
        await engine.run('writeAbove', chunks, ...common, theta, ...places)
      }
      return take
    }

    const direct = { latents: () => indices, values: () => out.values, room: capacity }
    switch (activation.kind) {
      case 'relu':
        return { take: above(0, direct), end: async () => {} }
      case 'threshold': {
        const theta = buffers.of('theta', 4 * p)
        engine.f32(theta, p).set(activation.theta)
        return { take: above(theta, direct), end: async () => {} }
      }
      case 'batchTopK': {
        const room = rows * selection.count
        const latents = buffers.of('batch latents', 4 * room)
        const values = buffers.of('batch values', 4 * room)
        return {
          take: above(0, { latents: () => latents, values: () => values, room }),
          async end() {
            const wanted = rows * activation.k
            const entries = engine.u32(offsets, rows + 1)[rows]!
            checkCapacity(Math.min(entries, wanted), capacity)
            const starts = buffers.of('batch offsets', 4 * (rows + 1))
            engine.u32(starts, rows + 1).set(engine.u32(offsets, rows + 1))
            const sorted = buffers.of('sorted', 4 * entries)
            await engine.run(
              'cutBatch',
              1,
              entries,
              starts,
              rows,
              latents,
              values,
              wanted,
              sorted,
              offsets,
              indices,
              out.values,
            )
          },
        }
      }
      case 'groupTopK': {
        const { k, groups, partition } = activation
        const of = buffers.of('group of', 4 * p)
        engine.u32(of, p).set(partition.of)
        const count = partition.sizes.length
        const sizes = buffers.of('group sizes', 4 * count)
        engine.u32(sizes, count).set(partition.sizes)
        const bytes = Math.ceil((9 * count + 4 * selection.listed) / 64) * 64
        const scratch = buffers.of('groups', engine.threads * bytes)
        return {
          async take(address, from, block) {
            const slots = buffers.of('slots', 8 * block * k)
            const chunks = Math.min(block, 8 * engine.threads)
            const values = slots + 4 * block * k
            const partitioned = [k, groups, of, sizes, count, scratch, bytes] as const
            const common = shared(address, from, block, chunks)
            await engine.run(
              'groupTopK',
              chunks,
              ...common,
              0,
              counts,
              0,
              slots,
              values,
              ...partitioned,
            )
            append(from, block, k, slots)
          },
          end: async () => {},
        }
      }
    }

    function append(from: number, block: number, k: number, slots: number): void {
      const found = engine.u32(counts, block)
      const starts = engine.u32(offsets, rows + 1)
      for (let n = 0; n < block; n++) starts[from + n + 1] = starts[from + n]! + found[n]!
      checkCapacity(starts[from + block]!, capacity)
      const latents = engine.u32(slots, block * k)
      const values = engine.f32(slots + 4 * block * k, block * k)
      const toLatents = engine.u32(indices, capacity)
      const toValues = engine.f32(out.values, capacity)
      for (let n = 0; n < block; n++) {
        const at = starts[from + n]!
        toLatents.set(latents.subarray(n * k, n * k + found[n]!), at)
        toValues.set(values.subarray(n * k, n * k + found[n]!), at)
      }
    }
  }
}
