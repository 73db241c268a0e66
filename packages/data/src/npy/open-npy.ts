import type { ByteSource } from '../byte-source.ts'
import { checkRange, checkShape, type EmbeddingRows } from '../embedding-rows.ts'
import { DataError } from '../errors.ts'
import { decodeFloats, floatBytes, type FloatType } from '../float-type.ts'
import { readNpyHeader } from './header.ts'

/** Where an n×d array of floats lies in a source. */
export interface FloatTable {
  readonly rows: number
  readonly cols: number
  readonly type: FloatType
  readonly dataStart: number
  /** Column after column instead of row after row. */
  readonly fortranOrder: boolean
}

/** A 2-D float16, float32 or float64 array in C or Fortran order. @throws DataError otherwise */
export async function openNpy(source: ByteSource): Promise<EmbeddingRows> {
  const { name } = source
  const { type, shape, dataStart, fortranOrder } = await readNpyHeader(source)
  if (shape.length !== 2) {
    const given = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
    throw new DataError(
      `${name} is ${shape.length}-dimensional, shape ${given}: embeddings are 2-D, one row per sample`,
    )
  }
  if (type !== 'float16' && type !== 'float32' && type !== 'float64') {
    throw new DataError(`${name} holds ${type}: embeddings are floats, save arr.astype('float32')`)
  }
  const [rows, cols] = shape as [number, number]
  return floatRows(source, { rows, cols, type, dataStart, fortranOrder })
}

/** Rows of a float table, decoded as they are asked for. */
export function floatRows(source: ByteSource, table: FloatTable): EmbeddingRows {
  const { name } = source
  const { rows, cols, fortranOrder } = table
  checkShape(name, rows, cols)
  return {
    name,
    rows,
    cols,
    direct: !fortranOrder,
    async read(from, to) {
      checkRange(name, rows, from, to)
      return fortranOrder ? readColumns(source, table, from, to) : readRows(source, table, from, to)
    },
    close: async () => source.close?.(),
  }
}

async function readRows(source: ByteSource, table: FloatTable, from: number, to: number) {
  const { type, dataStart, cols } = table
  const out = new Float32Array((to - from) * cols)
  const stride = cols * floatBytes[type]
  const bytes = await source.read(dataStart + from * stride, (to - from) * stride)
  decodeFloats(type, bytes, out, (i) => place(source, from + Math.floor(i / cols), i % cols))
  return out
}

/** Bytes read at once where several columns are wanted whole. */
const BLOCK = 1 << 22

/**
 * Column after column, a piece of each: d reads per batch, so that memory stays bounded by the
 * batch. A batch of all rows takes many columns in one read.
 */
async function readColumns(source: ByteSource, table: FloatTable, from: number, to: number) {
  const { type, dataStart, rows, cols } = table
  const count = to - from
  const out = new Float32Array(count * cols)
  const size = floatBytes[type]
  const together = count === rows ? Math.max(1, Math.floor(BLOCK / (rows * size))) : 1
  const values = new Float32Array(Math.min(together, cols) * count)
  for (let first = 0; first < cols; first += together) {
    const width = Math.min(together, cols - first)
    const bytes = await source.read(dataStart + (first * rows + from) * size, width * count * size)
    const block = values.subarray(0, width * count)
    decodeFloats(type, bytes, block, (i) =>
      place(source, from + (i % count), first + Math.floor(i / count)),
    )
    for (let j = 0; j < width; j++) {
      for (let i = 0; i < count; i++) out[i * cols + first + j] = block[j * count + i]!
    }
  }
  return out
}

function place({ name }: ByteSource, row: number, col: number): string {
  return `${name}: the value in row ${row} (counted from 0), column ${col},`
}
