import { parseSafetensorsHeader, safetensorsHeaderLength, TensorError } from '@cmgsae/tensor'
import { spanOf, type ByteSource } from './byte-source.ts'
import { chooseArray } from './choose-array.ts'
import type { EmbeddingRows } from './embedding-rows.ts'
import { DataError } from './errors.ts'
import { firstBytes } from './first-bytes.ts'
import type { FloatType } from './float-type.ts'
import { floatRows } from './npy/open-npy.ts'

const types: Readonly<Record<string, FloatType>> = {
  F16: 'float16',
  BF16: 'bfloat16',
  F32: 'float32',
  F64: 'float64',
}

/**
 * A 2-D F16, BF16, F32 or F64 tensor of a safetensors file, streamed.
 * @throws DataError listing the tensors where there are several and none is named
 */
export async function openSafetensors(
  source: ByteSource,
  { array }: { array?: string | undefined } = {},
): Promise<EmbeddingRows> {
  const { tensors } = await readHeader(source)
  const tables = Object.keys(tensors).filter((key) => tensors[key]!.shape.length === 2)
  // A tensor asked for by name gets an error about its shape, not one that denies it.
  const candidates = array === undefined ? tables : Object.keys(tensors)
  const chosen = chooseArray(source.name, candidates, array, { what: 'tensor', plural: 'tensors' })
  const { dtype, shape, from } = tensors[chosen]!
  const name = `${source.name}['${chosen}']`
  if (shape.length !== 2) {
    throw new DataError(`${name} has shape (${shape.join(', ')}): embeddings are 2-D`)
  }
  const type = types[dtype]
  if (!type) throw new DataError(`${name} holds ${dtype}: embeddings are F16, BF16, F32 or F64`)
  const [rows, cols] = shape as [number, number]
  return floatRows(spanOf(source, 0, source.size, name), {
    rows,
    cols,
    type,
    dataStart: from,
    fortranOrder: false,
  })
}

async function readHeader(source: ByteSource) {
  const { name, size } = source
  try {
    const length = safetensorsHeaderLength(await firstBytes(source, 8), size, name)
    return parseSafetensorsHeader(await source.read(8, length), size, name)
  } catch (error) {
    throw TensorError.isInstance(error) ? new DataError(error.message, { cause: error }) : error
  }
}
