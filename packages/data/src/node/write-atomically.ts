import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { threadId } from 'node:worker_threads'
import { DataError } from '../errors.ts'
import { explainFileError } from './file-error.ts'

let count = 0

/** A file under a temporary name; it takes its own when it is complete. */
export interface PendingFile {
  /** Writes bytes at the end, or at a position. */
  write(bytes: Uint8Array, at?: number): Promise<void>
  /** Makes the file durable and gives it its name, replacing what bore it. */
  commit(): Promise<void>
  /** Removes the temporary file. */
  discard(): Promise<void>
  /** Discards, and says in one line why the writing failed. */
  fail(error: unknown): Promise<unknown>
}

/** @throws DataError when the folder is missing or may not be written to */
export async function createPending(path: string): Promise<PendingFile> {
  if ((await stat(path).catch(() => undefined))?.isDirectory()) {
    throw new DataError(`cannot write ${path}: it is a folder`)
  }
  const temporary = `${path}.${process.pid}-${threadId}-${count++}.tmp`
  const file = await open(temporary, 'w').catch((error: unknown) => {
    throw explainFileError(error, 'write', path)
  })
  const discard = async () => {
    await file.close().catch(() => undefined)
    await rm(temporary, { force: true })
  }
  const fail = async (error: unknown) => {
    await discard()
    return explainFileError(error, 'write', path)
  }
  return {
    write: (bytes, at) => writeAll(file, bytes, at),
    discard,
    fail,
    async commit() {
      try {
        await file.sync()
        await file.close()
        await rename(temporary, path)
      } catch (error) {
        throw await fail(error)
      }
    },
  }
}

/**
 * Writes a file that is there whole or not at all: under a temporary name beside it, then renamed.
 * @throws DataError when the disk is full or the like; the temporary file is removed
 */
export async function writeAtomically(
  path: string,
  write: (append: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const pending = await createPending(path)
  try {
    await write((bytes) => pending.write(bytes))
  } catch (error) {
    throw await pending.fail(error)
  }
  await pending.commit()
}

/** One write call may take fewer bytes than it is given. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at?: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const position = at === undefined ? null : at + done
    done += (await file.write(bytes, done, bytes.length - done, position)).bytesWritten
  }
}
