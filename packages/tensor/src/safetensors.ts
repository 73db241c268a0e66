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

/** One named array as raw little-endian bytes. */
export interface SafeTensor {
  readonly dtype: SafeDtype
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

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
 * Reads the header (https://github.com/huggingface/safetensors#format) and checks that every tensor
 * lies inside a file of `size` bytes.
 * @throws TensorError naming what is malformed or cut off
 */
export function parseSafetensorsHeader(json: Uint8Array, size: number, name = 'file'): SafeHeader {
  let header: Record<string, unknown>
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json))
  } catch {
    throw new TensorError(`${name} is not a safetensors file: its header is not JSON`)
  }
  const start = 8 + json.length
  const tensors: Record<string, SafeEntry> = {}
  let metadata: Record<string, string> = {}
  for (const [key, value] of Object.entries(header)) {
    if (key === '__metadata__') {
      metadata = value as Record<string, string>
      continue
    }
    const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>
    const bytes = bytesOf[dtype as SafeDtype]
    if (!bytes || !Array.isArray(shape) || !Array.isArray(offsets)) {
      throw new TensorError(`${name}: tensor "${key}" has no valid dtype, shape and offsets`)
    }
    const from = start + Number(offsets[0])
    const to = start + Number(offsets[1])
    const expected = shape.reduce((product: number, side) => product * Number(side), bytes)
    if (to - from !== expected) {
      throw new TensorError(`${name}: tensor "${key}" needs ${expected} bytes and has ${to - from}`)
    }
    if (to > size) {
      throw new TensorError(`${name} is truncated: tensor "${key}" ends at ${to}, file at ${size}`)
    }
    tensors[key] = { dtype: dtype as SafeDtype, shape: shape.map(Number), from, to }
  }
  return { metadata, tensors }
}

/** Parses a whole file; tensors are views into `bytes`. */
export function parseSafetensors(
  bytes: Uint8Array,
  name = 'file',
): { metadata: Readonly<Record<string, string>>; tensors: Record<string, SafeTensor> } {
  const length = safetensorsHeaderLength(bytes, bytes.length, name)
  const header = parseSafetensorsHeader(bytes.subarray(8, 8 + length), bytes.length, name)
  const tensors: Record<string, SafeTensor> = {}
  for (const [key, { dtype, shape, from, to }] of Object.entries(header.tensors)) {
    tensors[key] = { dtype, shape, data: bytes.subarray(from, to) }
  }
  return { metadata: header.metadata, tensors }
}

/** The file as pieces to write one after another, so that big tensors are not copied. */
export function serializeSafetensors(
  tensors: Readonly<Record<string, SafeTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: metadata }
  let offset = 0
  for (const [key, { dtype, shape, data }] of Object.entries(tensors)) {
    header[key] = { dtype, shape, data_offsets: [offset, offset + data.length] }
    offset += data.length
  }
  const text = JSON.stringify(header)
  // The reference writer pads the header with spaces so that the data starts on a multiple of 8.
  const json = new TextEncoder().encode(text)
  const padded = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(0x20)
  new DataView(padded.buffer).setBigUint64(0, BigInt(padded.length - 8), true)
  padded.set(json, 8)
  return [padded, ...Object.values(tensors).map(({ data }) => data)]
}

/** A float tensor of raw bytes from float32 values, without copying. */
export function float32Tensor(values: Float32Array, shape: readonly number[]): SafeTensor {
  const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return { dtype: 'F32', shape, data }
}

/** The values of an F32 tensor, as an aligned copy. @throws TensorError for another dtype */
export function float32Values({ dtype, data }: SafeTensor, name = 'tensor'): Float32Array {
  if (dtype !== 'F32') throw new TensorError(`${name} is ${dtype}; this file needs F32`)
  return new Float32Array(data.slice().buffer)
}
