import { serializeSafetensors, type Matrix, type SafeDtype, type SafeTensor } from '@cmgsae/tensor'
import { encodeFloats, type WrittenType } from '../encode-floats.ts'
import { checkWritable, placeOf } from './float-chunks.ts'
import { writeAtomically } from './write-atomically.ts'

const dtypes: Readonly<Record<WrittenType, SafeDtype>> = {
  float16: 'F16',
  float32: 'F32',
  float64: 'F64',
}

/**
 * Writes named matrices (each n×d) as a safetensors file.
 * @throws DataError for an empty matrix, a value that the dtype cannot hold, or a full disk; nothing
 * is left behind
 */
export async function writeSafetensors(
  path: string,
  arrays: Readonly<Record<string, Matrix>>,
  {
    dtype = 'float32',
    metadata = {},
  }: { dtype?: WrittenType; metadata?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const tensors: Record<string, SafeTensor> = {}
  for (const [key, matrix] of Object.entries(arrays)) {
    const { rows, cols, data } = matrix
    const name = `${path}['${key}']`
    checkWritable(name, matrix)
    const locate = (i: number) => placeOf(name, Math.floor(i / cols), i % cols)
    const bytes = encodeFloats(dtype, data, locate)
    tensors[key] = { dtype: dtypes[dtype], shape: [rows, cols], data: bytes }
  }
  await writeAtomically(path, async (append) => {
    for (const piece of serializeSafetensors(tensors, metadata)) await append(piece)
  })
}
