import type { Matrix } from '@cmgsae/tensor'
import { encodeFloats, type WrittenType } from '../encode-floats.ts'
import { DataError } from '../errors.ts'
import { encodeNpyHeader } from '../npy/encode-header.ts'
import { checkWritable, floatChunks, placeOf } from './float-chunks.ts'
import { createPending, writeAtomically } from './write-atomically.ts'

/**
 * Writes a matrix (n×d) as a .npy file in C order.
 * @throws DataError for an empty matrix, a value that the dtype cannot hold, or a full disk; nothing
 * is left behind
 */
export async function writeNpy(
  path: string,
  matrix: Matrix,
  { dtype = 'float32' }: { dtype?: WrittenType } = {},
): Promise<void> {
  checkWritable(path, matrix)
  await writeAtomically(path, async (append) => {
    await append(encodeNpyHeader(dtype, matrix.rows, matrix.cols))
    for (const chunk of floatChunks(matrix, dtype, path)) await append(chunk)
  })
}

/** Writes rows as they come; the file appears under its name when it is closed. */
export interface NpyWriter {
  /** m×d values, row-major, m ≥ 0. @throws DataError when they are no whole rows or do not fit */
  append(rows: Float32Array): Promise<void>
  /** Fills in the row count and renames. @throws DataError when there are no rows */
  close(): Promise<void>
  /** Gives up and leaves nothing behind. */
  abort(): Promise<void>
}

/** A .npy file of n×`cols` floats, n unknown until it is closed. */
export async function createNpyWriter(
  path: string,
  { cols, dtype = 'float32' }: { cols: number; dtype?: WrittenType },
): Promise<NpyWriter> {
  checkWritable(path, { rows: 1, cols })
  const pending = await createPending(path)
  const attempt = async (write: () => Promise<void>) => {
    try {
      await write()
    } catch (error) {
      throw await pending.fail(error)
    }
  }
  let rows = 0
  await attempt(() => pending.write(encodeNpyHeader(dtype, 0, cols)))
  return {
    append: (values) =>
      attempt(async () => {
        if (values.length % cols !== 0) {
          throw new DataError(`${path}: ${values.length} values are no whole rows of ${cols}`)
        }
        const locate = (i: number) => placeOf(path, rows + Math.floor(i / cols), i % cols)
        await pending.write(encodeFloats(dtype, values, locate))
        rows += values.length / cols
      }),
    async close() {
      await attempt(async () => {
        checkWritable(path, { rows, cols })
        await pending.write(encodeNpyHeader(dtype, rows, cols), 0)
      })
      await pending.commit()
    },
    abort: () => pending.discard(),
  }
}
