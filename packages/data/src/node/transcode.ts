import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { EmbeddingRows } from '../embedding-rows.ts'
import { DataError } from '../errors.ts'
import { floatRows } from '../npy/open-npy.ts'
import { explainFileError } from './file-error.ts'
import { readFully } from './steady-file.ts'

/** About this many values are decoded at a time. */
const BATCH = 1 << 22

/**
 * The same table as float32 rows in a temporary file, where any row is one read. The file loses its
 * name as soon as it is open, so that it is gone with the thread that reads it, however that ends.
 * Closes what it is given.
 * @throws DataError when there is no room for it
 */
export async function transcode(
  table: EmbeddingRows,
  onProgress: (done: number, total: number) => void,
): Promise<EmbeddingRows> {
  const { name, rows, cols } = table
  const size = rows * cols * 4
  const path = join(tmpdir(), `cmgsae-${process.pid}-${threadId}.rows`)
  try {
    const file = openSync(path, 'wx+')
    rmSync(path, { force: true })
    const step = Math.max(1, Math.floor(BATCH / cols))
    for (let from = 0; from < rows; from += step) {
      const to = Math.min(rows, from + step)
      const values = await table.read(from, to)
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
      for (let done = 0; done < bytes.length;) {
        done += writeSync(file, bytes, done, bytes.length - done, from * cols * 4 + done)
      }
      onProgress(to, rows)
    }
    const source = {
      name,
      size,
      read: async (offset: number, length: number) => readFully(file, name, offset, length),
      close: async () => closeSync(file),
    }
    return floatRows(source, { rows, cols, type: 'float32', dataStart: 0, fortranOrder: false })
  } catch (error) {
    const explained = explainFileError(error, 'write', path)
    if (explained === error) throw error
    throw new DataError(
      `${(explained as Error).message}; ${name} has no rows to read one by one and needs ` +
        `${(size / 1e9).toFixed(1)} GB there: set TMPDIR to a folder with room, or write it as .npy ` +
        'once (cmgsae convert)',
      { cause: error },
    )
  } finally {
    await table.close()
  }
}
