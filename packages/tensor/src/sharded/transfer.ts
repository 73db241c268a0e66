import type { Backend } from '../backend.ts'
import { checkRead, checkRoom, checkWrite } from '../check.ts'
import { TensorError } from '../errors.ts'
import { writtenValues } from '../written.ts'
import type { HostBuffers } from './host-buffers.ts'
import { hostOf, shardedCodes, shardedMatrix, type ShardedCodes } from './store.ts'

type Transfer = Pick<
  Backend,
  'write' | 'read' | 'readCodes' | 'writeCodes' | 'writeValues' | 'fill'
>

/** Brings rows, offsets, indices and values of the parts to the host. */
export async function fetchParts(shards: readonly Backend[], codes: ShardedCodes) {
  const host = hostOf(codes)
  for (const [s, part] of codes.parts.entries()) await shards[s]!.readCodes(part, host[s]!)
  codes.support.fresh = true
  return host
}

export function createTransfer(shards: readonly Backend[], buffers: HostBuffers): Transfer {
  return {
    async write(target, written) {
      const source = writtenValues(target, written)
      checkWrite(target, source.length)
      const { axis, cols, rows, ranges, parts } = shardedMatrix(target)
      for (const [s, shard] of shards.entries()) {
        const [from, to] = ranges[s]!
        if (axis === null) await shard.write(parts[s]!, source)
        else if (axis === 'rows' || rows === 1) {
          const width = axis === 'rows' ? cols : 1
          await shard.write(parts[s]!, source.subarray(from * width, to * width))
        } else {
          const part = buffers.f32('part', leading(source.length, cols, from, to))
          eachRow(part.length, to - from, (n, at, count) => {
            part.set(source.subarray(n * cols + from, n * cols + from + count), at)
          })
          await shard.write(parts[s]!, part)
        }
      }
    },
    async read(source, target) {
      checkRead(source, target.length)
      const { axis, cols, rows, ranges, parts } = shardedMatrix(source)
      if (axis === null) return shards[0]!.read(parts[0]!, target)
      for (const [s, shard] of shards.entries()) {
        const [from, to] = ranges[s]!
        if (axis === 'rows' || rows === 1) {
          const width = axis === 'rows' ? cols : 1
          await shard.read(parts[s]!, target.subarray(from * width, to * width))
        } else {
          const part = buffers.f32('part', leading(target.length, cols, from, to))
          await shard.read(parts[s]!, part)
          eachRow(part.length, to - from, (n, at, count) => {
            target.set(part.subarray(at, at + count), n * cols + from)
          })
        }
      }
    },
    async fill(target, value) {
      const { parts } = shardedMatrix(target)
      for (const [s, shard] of shards.entries()) await shard.fill(parts[s]!, value)
    },
    async readCodes(source, target) {
      const codes = shardedCodes(source)
      const host = await fetchParts(shards, codes)
      const { rows } = host[0]!
      const stored = host.reduce((sum, { offsets }) => sum + offsets[rows]!, 0)
      checkRoom(target, rows, stored)
      target.rows = rows
      target.offsets[0] = 0
      let at = 0
      for (let n = 0; n < rows; n++) {
        for (let s = 0; s < host.length; s++) {
          const { offsets, indices, values } = host[s]!
          const first = codes.support.ranges[s]![0]
          for (let e = offsets[n]!; e < offsets[n + 1]!; e++, at++) {
            target.indices[at] = first + indices[e]!
            target.values[at] = values[e]!
          }
        }
        target.offsets[n + 1] = at
      }
    },
    async writeCodes(target, { rows, offsets, indices, values }) {
      const codes = shardedCodes(target)
      const { maxRows, ranges } = codes.support
      if (rows > maxRows) {
        throw new TensorError(`the codes have room for ${maxRows} rows and got ${rows}`)
      }
      const host = hostOf(codes)
      for (const [s, part] of host.entries()) {
        const [from, to] = ranges[s]!
        part.rows = rows
        let at = 0
        for (let n = 0; n < rows; n++) {
          for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
            const i = indices[e]!
            if (i < from || i >= to) continue
            part.indices[at] = i - from
            part.values[at++] = values[e]!
          }
          part.offsets[n + 1] = at
        }
        await shards[s]!.writeCodes(codes.parts[s]!, part)
      }
      codes.support.fresh = true
    },
    async writeValues(target, values) {
      const codes = shardedCodes(target)
      const host = codes.support.fresh ? hostOf(codes) : await fetchParts(shards, codes)
      let at = 0
      for (let n = 0; n < host[0]!.rows; n++) {
        for (let s = 0; s < host.length; s++) {
          const { offsets, values: into } = host[s]!
          for (let e = offsets[n]!; e < offsets[n + 1]!; e++) into[e] = values[at++]!
        }
      }
      for (const [s, shard] of shards.entries()) {
        await shard.writeValues(codes.parts[s]!, host[s]!.values)
      }
    },
  }
}

/** How many of the first `length` entries lie in columns from … to. */
const leading = (length: number, cols: number, from: number, to: number) =>
  Math.floor(length / cols) * (to - from) + Math.min(to - from, Math.max(0, (length % cols) - from))

/** Calls with each row of a part of so many entries, where it starts and how long it is. */
function eachRow(
  length: number,
  width: number,
  visit: (row: number, at: number, count: number) => void,
): void {
  for (let n = 0, at = 0; at < length; n++, at += width) visit(n, at, Math.min(width, length - at))
}
