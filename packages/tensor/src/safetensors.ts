import { TensorError } from './errors.ts'
import {
  byteLength,
  parseSafetensorsHeader,
  safetensorsHeaderLength,
  type SafeDtype,
} from './safetensors-header.ts'

/** One named array as raw little-endian bytes. */
export interface SafeTensor {
  readonly dtype: SafeDtype
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

/** Parses a whole file; tensors are views into `bytes`. */
export function parseSafetensors(
  bytes: Uint8Array,
  name = 'file',
): { metadata: Readonly<Record<string, string>>; tensors: Record<string, SafeTensor> } {
  const length = safetensorsHeaderLength(bytes, bytes.length, name)
  const header = parseSafetensorsHeader(bytes.subarray(8, 8 + length), bytes.length, name)
  const tensors = Object.fromEntries(
    Object.entries(header.tensors).map(([key, { dtype, shape, from, to }]) => [
      key,
      { dtype, shape, data: bytes.subarray(from, to) },
    ]),
  )
  return { metadata: header.metadata, tensors }
}

/**
 * The file as pieces to write one after another, so that big tensors are not copied.
 * @throws TensorError when a tensor's bytes do not fit its shape
 */
export function serializeSafetensors(
  tensors: Readonly<Record<string, SafeTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array[] {
  let offset = 0
  const entries = Object.entries(tensors).map(([key, { dtype, shape, data }]) => {
    const needed = byteLength(dtype, shape)
    if (data.length !== needed) {
      throw new TensorError(
        `tensor "${key}" of ${dtype} [${shape}] needs ${needed} bytes and has ${data.length}`,
      )
    }
    if (key === '__metadata__') throw new TensorError('a tensor cannot be named "__metadata__"')
    offset += data.length
    return [key, { dtype, shape, data_offsets: [offset - data.length, offset] }] as const
  })
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) })
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
  return new Float32Array(new Uint8Array(data).buffer)
}
