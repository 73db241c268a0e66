import type { ByteSource } from './byte-source.ts'
import { DataError } from './errors.ts'

/** The first bytes, at most `length`. @throws DataError for an empty file */
export async function firstBytes(source: ByteSource, length: number): Promise<Uint8Array> {
  if (source.size === 0) throw new DataError(`${source.name} is empty (0 bytes)`)
  return source.read(0, Math.min(length, source.size))
}

/** Says what a file is not, and shows how it starts, so that a mix-up is seen at once. */
export function notA(kind: string, name: string, start: Uint8Array): DataError {
  const text = String.fromCharCode(...start.subarray(0, 24))
  if (text.startsWith('version https://git-lfs')) {
    return new DataError(`${name} is a Git LFS pointer, not the file itself: run \`git lfs pull\``)
  }
  return new DataError(
    `${name} is not ${kind}: it starts with ${JSON.stringify(text.slice(0, 16))}`,
  )
}
