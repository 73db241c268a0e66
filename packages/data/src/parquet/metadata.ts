import { parquetMetadataAsync, parquetSchema, type AsyncBuffer, type FileMetaData } from 'hyparquet'
import type { SchemaTree } from 'hyparquet'
import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../errors.ts'
import { firstBytes, notA } from '../first-bytes.ts'

export const parquetMagic = 'PAR1'

/** A source as the parquet reader wants it. */
export function asyncBuffer(source: ByteSource): AsyncBuffer {
  return {
    byteLength: source.size,
    async slice(start, end = source.size) {
      const bytes = await source.read(start, Math.min(end, source.size) - start)
      const { buffer, byteOffset, byteLength } = bytes
      if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) {
        return buffer
      }
      return new Uint8Array(bytes).buffer
    },
  }
}

/** @throws DataError for a file that is no parquet file or is cut off */
export async function readParquetMetadata(source: ByteSource): Promise<FileMetaData> {
  const { name, size } = source
  const start = await firstBytes(source, 24)
  if (!String.fromCharCode(...start).startsWith(parquetMagic)) {
    throw notA('a parquet file', name, start)
  }
  const end = await source.read(Math.max(0, size - 4), Math.min(4, size))
  if (String.fromCharCode(...end) !== parquetMagic || size < 12) {
    throw new DataError(`${name} is truncated: a parquet file ends with ${parquetMagic}`)
  }
  return damaged(name, () => parquetMetadataAsync(asyncBuffer(source)))
}

/** Errors of the parquet reader, which do not name the file, as ones that do. */
export async function damaged<T>(name: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (DataError.isInstance(error)) throw error
    throw new DataError(`${name} is damaged: ${(error as Error).message}`, { cause: error })
  }
}

/** Top-level columns that are lists of floats, each as the path from the root to its leaf. */
export function floatLists(metadata: FileMetaData): Map<string, SchemaTree[]> {
  const root = parquetSchema(metadata)
  const lists = new Map<string, SchemaTree[]>()
  for (const column of root.children) {
    const path = [root, column]
    for (let node = column; node.children.length === 1; path.push(node)) node = node.children[0]!
    const { element, children } = path.at(-1)!
    const repeated = path.filter((node) => node.element.repetition_type === 'REPEATED').length
    if (children.length === 0 && repeated === 1 && isFloat(element)) {
      lists.set(column.element.name, path)
    }
  }
  return lists
}

function isFloat({ type, logical_type: logical }: SchemaTree['element']): boolean {
  return type === 'FLOAT' || type === 'DOUBLE' || logical?.type === 'FLOAT16'
}
