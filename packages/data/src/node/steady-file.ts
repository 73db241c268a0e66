import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { checkSpan, type ByteSource } from '../byte-source.ts'
import { DataError } from '../errors.ts'
import { explainFileError } from './file-error.ts'
import { LONGEST_READ } from './file-source.ts'

/** Milliseconds after which a file is looked at again. */
const LOOK = 100

/**
 * A file that must stay as it is while it is read. Reads block the thread, which is quicker by far
 * where a thread does nothing else and reads a thousand bytes at a time.
 * @throws DataError when the file cannot be read, or is written to
 */
export async function steadyFile(path: string): Promise<ByteSource> {
  const attempt = <T>(read: () => T): T => {
    try {
      return read()
    } catch (error) {
      throw explainFileError(error, 'read', path)
    }
  }
  const file = attempt(() => openSync(path, 'r'))
  const opened = attempt(() => fstatSync(file))
  if (!opened.isFile()) {
    closeSync(file)
    throw new DataError(
      `cannot read ${path}: it is ${opened.isDirectory() ? 'a folder' : 'no file'}`,
    )
  }
  const { size, mtimeMs } = opened
  let lookedAt = performance.now()

  function look(): void {
    if (performance.now() - lookedAt < LOOK) return
    const now = fstatSync(file)
    if (now.size !== size || now.mtimeMs !== mtimeMs) {
      throw new DataError(
        `${path} has changed since it was opened: leave it as it is while it is read, and start again`,
      )
    }
    lookedAt = performance.now()
  }

  return {
    name: path,
    size,
    async read(offset, length) {
      checkSpan(path, size, offset, length)
      return attempt(() => {
        look()
        return readFully(file, path, offset, length)
      })
    },
    close: async () => closeSync(file),
  }
}

/** @throws DataError when the file ends before */
export function readFully(file: number, name: string, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, Math.min(length - done, LONGEST_READ), offset + done)
    if (read === 0) {
      throw new DataError(`${name} has become shorter while it was read: ${offset + done} bytes`)
    }
    done += read
  }
  return bytes
}
