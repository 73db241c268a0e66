import { TensorError } from './errors.ts'

/** Element types the format names; floats decode to float32 here. */
export type SafeDtype =
  | 'F64'
  | 'F32'
  | 'F16'
  | 'BF16'
  | 'I64'
  | 'I32'
  | 'I16'
  | 'I8'
  | 'U64'
  | 'U32'
  | 'U16'
  | 'U8'
  | 'BOOL'

/** Where a tensor's bytes lie, counted from the start of the file. */
export interface SafeEntry {
  readonly dtype: SafeDtype
  readonly shape: readonly number[]
  readonly from: number
  readonly to: number
}

export interface SafeHeader {
  readonly metadata: Readonly<Record<string, string>>
  readonly tensors: Readonly<Record<string, SafeEntry>>
}

const bytesOf: Record<SafeDtype, number> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1,
}

/** Length in bytes of the JSON header, which follows the first eight bytes of the file. */
export function safetensorsHeaderLength(start: Uint8Array, size: number, name = 'file'): number {
  if (start.length < 8) throw new TensorError(`${name}: ${size} bytes are no safetensors file`)
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const length = Number(view.getBigUint64(0, true))
  if (length < 2 || length > 100_000_000) {
    throw new TensorError(`${name} is not a safetensors file: its header would be ${length} bytes`)
  }
  if (length + 8 > size) {
    throw new TensorError(`${name} is truncated: header ends at ${length + 8}, file at ${size}`)
  }
  return length
}

/**
 * Reads the header (https://github.com/huggingface/safetensors#format) and checks that the tensors
 * fill a file of `size` bytes without gap or overlap, as the format asks.
 * @throws TensorError naming what is malformed or cut off
 */
export function parseSafetensorsHeader(json: Uint8Array, size: number, name = 'file'): SafeHeader {
  let header: unknown
  try {
    header = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(json))
  } catch (error) {
    if (error instanceof RepeatedKey) {
      throw new TensorError(`${name} names "${error.message}" twice in its header`)
    }
    throw new TensorError(`${name} is not a safetensors file: its header is not JSON`)
  }
  if (!isRecord(header)) {
    throw new TensorError(`${name} is not a safetensors file: its header is not a JSON object`)
  }
  const { __metadata__: metadata = {}, ...entries } = header
  if (!isRecord(metadata) || Object.values(metadata).some((value) => typeof value !== 'string')) {
    throw new TensorError(`${name}: __metadata__ must map names to strings`)
  }
  const start = 8 + json.length
  const tensors = Object.fromEntries(
    Object.entries(entries).map(([key, value]) => [
      key,
      parseEntry(value, start, `${name}: tensor "${key}"`),
    ]),
  )
  checkCover(tensors, start, size, name)
  return { metadata: metadata as Record<string, string>, tensors }
}

function parseEntry(value: unknown, start: number, what: string): SafeEntry {
  const { dtype, shape, data_offsets: offsets } = isRecord(value) ? value : {}
  if (typeof dtype !== 'string' || !Object.hasOwn(bytesOf, dtype)) {
    const known = Object.keys(bytesOf).join(', ')
    throw new TensorError(`${what} has dtype ${JSON.stringify(dtype)}; known are ${known}`)
  }
  if (!isSizes(shape)) {
    throw new TensorError(`${what} has shape ${JSON.stringify(shape)}, not a list of whole numbers`)
  }
  if (!isSizes(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw new TensorError(
      `${what} has offsets ${JSON.stringify(offsets)}, not [begin, end] in whole bytes`,
    )
  }
  const [from, to] = offsets as [number, number]
  const needed = byteLength(dtype as SafeDtype, shape)
  if (to - from !== needed)
    throw new TensorError(`${what} needs ${needed} bytes and has ${to - from}`)
  return { dtype: dtype as SafeDtype, shape, from: start + from, to: start + to }
}

/** Infinite or not whole where a shape overflows: then no length of bytes equals it. */
export const byteLength = (dtype: SafeDtype, shape: readonly number[]) =>
  shape.reduce((product, side) => product * side, bytesOf[dtype])

function checkCover(
  tensors: Readonly<Record<string, SafeEntry>>,
  start: number,
  size: number,
  name: string,
): void {
  let end = start
  const inOrder = Object.entries(tensors).toSorted(([, a], [, b]) => a.from - b.from || a.to - b.to)
  for (const [key, { from, to }] of inOrder) {
    if (from < end) throw new TensorError(`${name}: tensor "${key}" overlaps the one before it`)
    if (from > end) {
      throw new TensorError(
        `${name}: ${from - end} bytes before tensor "${key}" belong to no tensor`,
      )
    }
    if (to > size) {
      throw new TensorError(`${name} is truncated: tensor "${key}" ends at ${to}, file at ${size}`)
    }
    end = to
  }
  if (end < size) {
    throw new TensorError(`${name}: the last ${size - end} bytes belong to no tensor`)
  }
}

/** Its message is a key that one object has twice. */
class RepeatedKey extends Error {}

/**
 * As JSON.parse, which is given numbers for keys: V8 can read an escaped key as another one that it
 * met before (https://github.com/nodejs/node/issues/63785), and of equal keys it keeps the last in
 * silence.
 */
function parseJson(text: string): unknown {
  const keys: string[] = []
  const numbered = text.replaceAll(
    /("[^"\\]*(?:\\.[^"\\]*)*")([ \t\n\r]*:)?/g,
    (string, quoted: string, colon?: string) =>
      colon === undefined ? string : `"${keys.push(JSON.parse(quoted) as string) - 1}":`,
  )
  return JSON.parse(numbered, (_, value: unknown) => {
    if (!isRecord(value)) return value
    const named = new Map<string, unknown>()
    for (const [number, inner] of Object.entries(value)) {
      const key = keys[Number(number)]!
      if (named.has(key)) throw new RepeatedKey(key)
      named.set(key, inner)
    }
    return Object.fromEntries(named)
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSizes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((side) => Number.isSafeInteger(side) && side >= 0)
