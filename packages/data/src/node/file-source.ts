import { open } from 'node:fs/promises'
import { checkSpan, type ByteSource } from '../byte-source.ts'
import { DataError } from '../errors.ts'
import { explainFileError } from './file-error.ts'

/** Opens the file at a path. */
export type OpenSource = (path: string) => Promise<ByteSource>

/** One read call takes at most this many bytes; larger ones are refused by some systems. */
export const LONGEST_READ = 1 << 30

/** A file, read where asked. @throws DataError when it is not there or is a folder */
export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw explainFileError(error, 'read', path)
  })
  const stats = await file.stat()
  if (!stats.isFile()) {
    await file.close()
    throw new DataError(
      `cannot read ${path}: it is ${stats.isDirectory() ? 'a folder' : 'no file'}`,
    )
  }
  const { size } = stats
  return {
    name: path,
    size,
    async read(offset, length) {
      checkSpan(path, size, offset, length)
      const bytes = new Uint8Array(length)
      let done = 0
      while (done < length) {
        const wanted = Math.min(length - done, LONGEST_READ)
        const { bytesRead } = await file.read(bytes, done, wanted, offset + done)
        if (bytesRead === 0) {
          throw new DataError(
            `${path} has become shorter while it was read: ${offset + done} bytes`,
          )
        }
        done += bytesRead
      }
      return bytes
    },
    close: () => file.close(),
  }
}

/** Opens a file, uses it, and closes it whatever happens. */
export async function withFile<T>(
  path: string,
  use: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const source = await fileSource(path)
  try {
    return await use(source)
  } finally {
    await source.close?.()
  }
}
