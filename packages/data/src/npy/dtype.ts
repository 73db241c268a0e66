import { DataError } from '../errors.ts'
import type { FloatType } from '../float-type.ts'

export type IntegerType =
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'bool'

export type NpyType = Exclude<FloatType, 'bfloat16'> | IntegerType

const kinds: Readonly<Record<string, string>> = { f: 'float', i: 'int', u: 'uint' }

const refused: Readonly<Record<string, string>> = {
  O: 'Python objects',
  S: 'byte strings',
  U: 'strings',
  V: "raw bytes (numpy's stand-in for bfloat16 and other foreign types)",
  c: 'complex numbers',
  M: 'dates',
  m: 'time spans',
}

const types: Readonly<Record<string, NpyType>> = {
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  b1: 'bool',
}

/**
 * What numpy's type string (`<f4`, `|u1`, …) stands for.
 * @throws DataError for big-endian, object, structured, string and other types, by name
 */
export function npyType(descr: string, name: string): NpyType {
  if (descr.startsWith('[')) {
    throw new DataError(`${name} is a structured array: save one plain array of numbers instead`)
  }
  const order = descr[0]!
  const kind = descr[1] ?? ''
  if (refused[kind]) {
    throw new DataError(
      `${name} holds ${refused[kind]} ('${descr}'): save numbers, arr.astype('float32')`,
    )
  }
  if (order === '>') {
    const wanted = `<${descr.slice(1)}`
    throw new DataError(
      `${name}: '${descr}' is big-endian ${kinds[kind] ?? ''}; save with arr.astype('${wanted}')`,
    )
  }
  const type = types[descr.slice(1)]
  if (!type || (order !== '<' && order !== '|')) {
    throw new DataError(`${name} has dtype '${descr}': save it with arr.astype('float32')`)
  }
  return type
}

/** Bytes of one element. */
export function npyBytes(type: NpyType): number {
  return type === 'bool' ? 1 : Number(type.replace(/\D/g, '')) / 8
}
