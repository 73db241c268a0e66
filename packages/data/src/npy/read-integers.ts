import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../errors.ts'
import { aligned } from '../float-type.ts'
import type { IntegerType, NpyType } from './dtype.ts'
import { npyBytes } from './dtype.ts'
import { readNpyHeader } from './header.ts'

const arrays = {
  bool: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
}

/**
 * A 1-D array of integers or booleans (n); 64-bit integers as numbers.
 * @throws DataError for another shape or type, or an integer beyond 2⁵³
 */
export async function readNpyIntegers(source: ByteSource): Promise<ArrayLike<number>> {
  const { name } = source
  const { type, shape, dataStart } = await readNpyHeader(source)
  if (shape.length !== 1) {
    throw new DataError(`${name} has shape (${shape.join(', ')}): labels are 1-D, one per sample`)
  }
  if (!isInteger(type)) {
    throw new DataError(`${name} holds ${type}: labels are integers, save arr.astype('int64')`)
  }
  if (shape[0] === 0) throw new DataError(`${name} is empty: its shape is (0,)`)
  const bytes = await source.read(dataStart, shape[0]! * npyBytes(type))
  if (type !== 'int64' && type !== 'uint64') return aligned<ArrayLike<number>>(arrays[type], bytes)
  const array = type === 'int64' ? BigInt64Array : BigUint64Array
  const wide = aligned<BigInt64Array | BigUint64Array>(array, bytes)
  return Float64Array.from(wide, (value, row) => {
    if (Number.isSafeInteger(Number(value))) return Number(value)
    throw new DataError(`${name}: row ${row} (counted from 0) is ${value}, too large for a label`)
  })
}

function isInteger(type: NpyType): type is IntegerType {
  return !type.startsWith('float')
}
