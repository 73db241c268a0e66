import type { Activation } from '../activation.ts'
import type { Backend, EncodeOp, Resident, ResidentCodes } from '../backend.ts'
import { sparseCodes, type SparseCodes } from '../codes.ts'
import { append } from '../reference/candidates.ts'
import { select } from '../reference/select.ts'
import type { HostBuffers } from './host-buffers.ts'
import { createStore, shardedCodes } from './store.ts'
import { createTransfer, fetchParts } from './transfer.ts'

/** Dense pre-activations that the host holds at a time. */
const BLOCK = 2 ** 22

type GroupTopK = Extract<Activation, { kind: 'groupTopK' }>

/** A block of rows, its positive pre-activations, and what was selected of it and of all. */
interface Scratch {
  readonly key: string
  readonly rows: number
  readonly x: Resident
  readonly positive: ResidentCodes
  readonly chosen: SparseCodes
  readonly all: SparseCodes
}

/** Groups may lie on several shards: their energies are summed on the host, by blocks of rows. */
export function createGroupSelection(shards: readonly Backend[], buffers: HostBuffers) {
  const store = createStore(shards)
  const transfer = createTransfer(shards, buffers)
  let held: Scratch | undefined

  function scratchFor({ x, w, out }: Omit<EncodeOp, 'auxiliary'>, k: number): Scratch {
    const p = w.rows
    const { maxRows } = shardedCodes(out).support
    const key = `${x.rows} ${x.cols} ${p} ${k} ${maxRows} ${out.capacity}`
    if (held?.key === key) return held
    release()
    const rows = Math.min(x.rows, Math.max(1, Math.floor(BLOCK / p)))
    held = {
      key,
      rows,
      x: store.matrix(rows, x.cols),
      positive: store.codes(rows, p, rows * p),
      chosen: sparseCodes(rows, p, rows * Math.min(k, p)),
      all: sparseCodes(maxRows, p, out.capacity),
    }
    return held
  }

  function release(): void {
    if (held) store.release(held.x, held.positive)
    held = undefined
  }

  return {
    async encode(
      op: Omit<EncodeOp, 'auxiliary'>,
      activation: GroupTopK,
      encodeParts: (op: EncodeOp) => Promise<void>,
    ): Promise<void> {
      const { rows, keep } = op
      const p = op.w.rows
      const scratch = scratchFor(op, activation.k)
      const { all, chosen } = scratch
      const { cols } = op.x
      const samples = buffers.f32('samples', rows * cols)
      await transfer.read(op.x, samples)
      all.rows = rows
      let stored = 0
      for (let from = 0; from < rows; from += scratch.rows) {
        const to = Math.min(rows, from + scratch.rows)
        await transfer.write(scratch.x, samples.subarray(from * cols, to * cols))
        await encodeParts({
          ...op,
          x: scratch.x,
          rows: to - from,
          activation: { kind: 'relu' },
          out: scratch.positive,
          ...(keep && { keep: keep.subarray(from * p, to * p) }),
        })
        const dense = await densePositive(scratch.positive, to - from, p)
        chosen.rows = to - from
        select(dense, activation, [[0, p]], undefined, chosen)
        for (let n = 0; n < to - from; n++) {
          for (let e = chosen.offsets[n]!; e < chosen.offsets[n + 1]!; e++) {
            stored = append(all, stored, chosen.indices[e]!, chosen.values[e]!)
          }
          all.offsets[from + n + 1] = stored
        }
      }
      await transfer.writeCodes(op.out, all)
    },
    dispose: release,
  }

  async function densePositive(codes: ResidentCodes, rows: number, p: number) {
    const dense = buffers.f32('pre', rows * p).fill(0)
    const sharded = shardedCodes(codes)
    const host = await fetchParts(shards, sharded)
    for (const [s, { offsets, indices, values }] of host.entries()) {
      const first = sharded.support.ranges[s]![0]
      for (let n = 0; n < rows; n++) {
        for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
          dense[n * p + first + indices[e]!] = values[e]!
        }
      }
    }
    return dense
  }
}
