import type { Matrix } from '@cmgsae/tensor'
import { Zip, ZipPassThrough } from 'fflate'
import type { WrittenType } from '../encode-floats.ts'
import { DataError } from '../errors.ts'
import { npyBytes } from '../npy/dtype.ts'
import { encodeNpyHeader } from '../npy/encode-header.ts'
import { checkWritable, floatChunks } from './float-chunks.ts'
import { writeAtomically } from './write-atomically.ts'

/** Without the zip64 extension no offset may reach 4 GiB; the directory is well below 1 MiB. */
const LARGEST = 2 ** 32 - 2 ** 20

/**
 * Writes named matrices (each n×d) as a .npz file, uncompressed as numpy.savez does, so that readers
 * can stream it. The same matrices give the same bytes.
 * @throws DataError for an empty matrix, a value that the dtype cannot hold, 4 GiB or more, or a
 * full disk; nothing is left behind
 */
export async function writeNpz(
  path: string,
  arrays: Readonly<Record<string, Matrix>>,
  { dtype = 'float32' }: { dtype?: WrittenType } = {},
): Promise<void> {
  let bytes = 0
  for (const [name, matrix] of Object.entries(arrays)) {
    checkWritable(`${path}['${name}']`, matrix)
    bytes += matrix.rows * matrix.cols * npyBytes(dtype)
  }
  if (bytes === 0) throw new DataError(`cannot write ${path}: there are no arrays`)
  if (bytes > LARGEST) {
    throw new DataError(`cannot write ${path}: ${bytes} bytes are too many for .npz, write .npy`)
  }
  await writeAtomically(path, async (append) => {
    const ready: Uint8Array[] = []
    const drain = async () => {
      for (const chunk of ready.splice(0)) await append(chunk)
    }
    const zip = new Zip((error, chunk) => {
      if (error) throw error
      ready.push(chunk)
    })
    for (const [name, matrix] of Object.entries(arrays)) {
      const member = new ZipPassThrough(`${name}.npy`)
      // The earliest date zip knows, instead of the clock.
      member.mtime = new Date(1980, 0, 1)
      zip.add(member)
      member.push(encodeNpyHeader(dtype, matrix.rows, matrix.cols))
      for (const chunk of floatChunks(matrix, dtype, `${path}['${name}']`)) {
        member.push(chunk)
        await drain()
      }
      member.push(new Uint8Array(0), true)
    }
    zip.end()
    await drain()
  })
}
