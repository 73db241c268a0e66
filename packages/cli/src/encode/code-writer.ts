import { open, rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { createNpyWriter } from '@cmgsae/data/node'
import { densify, type SparseCodes } from '@cmgsae/tensor'
import { CliError } from '../errors.ts'
import { npyHeader } from './npy-header.ts'
import { createSpool, writeWhole } from './spool.ts'
import { createZip, largestZip } from './zip.ts'

/** Takes codes batch by batch; the file appears under its name when it is closed. */
export interface CodeWriter {
  append(codes: SparseCodes): Promise<void>
  close(): Promise<void>
  /** Leaves nothing behind. */
  abort(): Promise<void>
}

/** @throws CliError for an extension that stands for no format */
export async function createCodeWriter(path: string, latents: number): Promise<CodeWriter> {
  const extension = extname(path).toLowerCase()
  if (extension === '.npy') {
    const writer = await createNpyWriter(path, { cols: latents })
    return {
      append: (codes) => writer.append(densify(codes)),
      close: () => writer.close(),
      abort: () => writer.abort(),
    }
  }
  if (extension === '.npz' || extension === '.safetensors')
    return sparseWriter(path, latents, extension)
  throw new CliError(
    `--out ${path}: write .npz (sparse, for scipy.sparse.load_npz), .safetensors (sparse) or .npy (dense)`,
  )
}

/** Compressed sparse rows: the two long arrays wait on disk until their lengths are known. */
async function sparseWriter(path: string, latents: number, format: string): Promise<CodeWriter> {
  const indices = await createSpool(`${path}.indices.tmp`)
  const data = await createSpool(`${path}.data.tmp`)
  const ends: number[] = [0]
  const abort = async () => {
    await Promise.all([indices.discard(), data.discard(), rm(`${path}.tmp`, { force: true })])
  }
  return {
    abort,
    async append({ rows, offsets, indices: latentOf, values }) {
      const stored = offsets[rows]!
      const before = ends.at(-1)!
      for (let n = 1; n <= rows; n++) ends.push(before + offsets[n]!)
      await indices.append(latentOf.subarray(0, stored))
      await data.append(values.subarray(0, stored))
      if (format === '.npz' && indices.size() + data.size() + 8 * ends.length > largestZip) {
        throw new CliError(
          `${path}: more than 4 GiB of codes do not fit into .npz; write .safetensors`,
        )
      }
    },
    async close() {
      const rows = ends.length - 1
      // scipy takes 32-bit offsets where they suffice and 64-bit ones beyond.
      const wide = ends.at(-1)! >= 2 ** 31
      const indptr = wide
        ? new Uint8Array(BigInt64Array.from(ends, BigInt).buffer)
        : new Uint8Array(Int32Array.from(ends).buffer)
      const shape = new Uint8Array(BigInt64Array.of(BigInt(rows), BigInt(latents)).buffer)
      const stored = ends.at(-1)!
      const file = await open(`${path}.tmp`, 'w')
      try {
        if (format === '.npz') {
          const zip = createZip(file)
          const offset = wide ? '<i8' : '<i4'
          await zip.add('indices.npy', joined(npyHeader('<i4', [stored]), indices.chunks()))
          await zip.add('indptr.npy', [npyHeader(offset, [rows + 1]), indptr])
          await zip.add('format.npy', [npyHeader('|S3', []), new TextEncoder().encode('csr')])
          await zip.add('shape.npy', [npyHeader('<i8', [2]), shape])
          await zip.add('data.npy', joined(npyHeader('<f4', [stored]), data.chunks()))
          await zip.close()
        } else {
          const header = safetensorsHeader(
            [
              ['indptr', wide ? 'I64' : 'I32', rows + 1, indptr.length],
              ['shape', 'I64', 2, 16],
              ['indices', 'I32', stored, indices.size()],
              ['data', 'F32', stored, data.size()],
            ],
            { format: 'csr' },
          )
          for (const part of [header, indptr, shape]) await writeWhole(file, part)
          for await (const part of indices.chunks()) await writeWhole(file, part)
          for await (const part of data.chunks()) await writeWhole(file, part)
        }
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${path}.tmp`, path)
      await Promise.all([indices.discard(), data.discard()])
    },
  }
}

async function* joined(first: Uint8Array, rest: AsyncIterable<Uint8Array>) {
  yield first
  yield* rest
}

function safetensorsHeader(
  arrays: readonly (readonly [name: string, dtype: string, length: number, bytes: number])[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  let at = 0
  const entries = arrays.map(([name, dtype, length, bytes]) => {
    const entry = [name, { dtype, shape: [length], data_offsets: [at, at + bytes] }] as const
    at += bytes
    return entry
  })
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) })
  const json = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8))
  const out = new Uint8Array(8 + json.length)
  new DataView(out.buffer).setUint32(0, json.length, true)
  out.set(json, 8)
  return out
}
