import type { Backend } from '../backend.ts'
import { checkRead, checkRoom, checkWrite } from '../check.ts'
import { TensorError } from '../errors.ts'
import type { Engine } from './engine.ts'
import { touch, wasmCodes, wasmMatrix } from './store.ts'

type Transfer = Pick<
  Backend,
  'write' | 'read' | 'readCodes' | 'writeCodes' | 'writeValues' | 'fill'
>

/** What moves between the host and the memory. */
export function createTransfer(engine: Engine): Transfer {
  return {
    async write(target, source) {
      const matrix = wasmMatrix(target)
      if (typeof source === 'function') {
        source(engine.f32(matrix.address, matrix.rows * matrix.cols))
      } else {
        checkWrite(target, source.length)
        engine.f32(matrix.address, source.length).set(source)
      }
      touch(matrix)
    },
    async read(source, target) {
      checkRead(source, target.length)
      target.set(engine.f32(wasmMatrix(source).address, target.length))
    },
    async readCodes(source, target) {
      const { support, values } = wasmCodes(source)
      const { rows } = support
      const offsets = engine.u32(support.offsets, rows + 1)
      const stored = offsets[rows]!
      checkRoom(target, rows, stored)
      target.rows = rows
      target.offsets.set(offsets)
      target.indices.set(engine.u32(support.indices, stored))
      target.values.set(engine.f32(values, stored))
    },
    async writeCodes(target, { rows, offsets, indices, values }) {
      const codes = wasmCodes(target)
      const { support } = codes
      const stored = offsets[rows]!
      if (rows > support.maxRows) {
        throw new TensorError(`the codes have room for ${support.maxRows} rows and got ${rows}`)
      }
      if (stored > support.capacity) {
        throw new TensorError(
          `the codes hold ${support.capacity} entries and need ${stored}: allocate a larger capacity`,
        )
      }
      support.rows = rows
      support.version++
      engine.u32(support.offsets, rows + 1).set(offsets.subarray(0, rows + 1))
      engine.u32(support.indices, stored).set(indices.subarray(0, stored))
      engine.f32(codes.values, stored).set(values.subarray(0, stored))
    },
    async writeValues(target, values) {
      const { support, values: address } = wasmCodes(target)
      const stored = engine.u32(support.offsets, support.rows + 1)[support.rows]!
      engine.f32(address, stored).set(values.subarray(0, stored))
    },
    async fill(target, value) {
      const matrix = wasmMatrix(target)
      engine.f32(matrix.address, matrix.rows * matrix.cols).fill(value)
      touch(matrix)
    },
  }
}
