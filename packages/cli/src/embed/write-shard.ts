import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Table } from '@cmgsae/data'
import { writeNpy, writeParquetTable, type ParquetType } from '@cmgsae/data/node'
import { matrix, type Matrix } from '@cmgsae/tensor'
import type { SettledShard } from './settle-shard.ts'

export type Format = 'npy' | 'parquet'

export interface ShardFiles {
  readonly out: string
  readonly format: Format
  /** What the shard is called: a number, padded with zeros. */
  readonly number: string
  readonly modalities: readonly { readonly name: string; readonly width: number }[]
  readonly columns: readonly string[]
  readonly types: Readonly<Record<string, ParquetType>>
}

/** Sub-folder or column of a modality; that of pictures is called as clip-retrieval calls it. */
export const partOf = (name: string) => (name === 'image' ? 'img_emb' : `${name}_emb`)

/** The folder that holds everything where the format is parquet. */
export const TOGETHER = 'pairs'

/**
 * Writes the rows of a shard, NaN where a sample lacks a modality, as npy files beside a parquet file
 * of metadata, or all in one parquet file.
 * @returns SHA-256 of each file, by its path in the folder
 */
export async function writeShard(
  { items, vectors }: Pick<SettledShard, 'items' | 'vectors'>,
  { out, format, number, modalities, columns, types }: ShardFiles,
): Promise<Record<string, string>> {
  const embeddings = Object.fromEntries(
    modalities.map(({ name, width }, s) => [
      partOf(name),
      stack(
        vectors.map((row) => row[s]),
        width,
      ),
    ]),
  )
  const metadata: Table = { columns, rows: items.map(({ row }) => row) }
  const files: Record<string, string> = {}
  const write = async (part: string, extension: string, to: (path: string) => Promise<void>) => {
    const file = `${part}/${part}_${number}.${extension}`
    const path = join(out, file)
    await mkdir(dirname(path), { recursive: true })
    await to(path)
    files[file] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  }
  if (format === 'parquet') {
    await write(TOGETHER, 'parquet', (path) =>
      writeParquetTable(path, { embeddings, metadata, types }),
    )
    return files
  }
  for (const [part, rows] of Object.entries(embeddings)) {
    await write(part, 'npy', (path) => writeNpy(path, rows))
  }
  await write('metadata', 'parquet', (path) => writeParquetTable(path, { metadata, types }))
  return files
}

function stack(vectors: readonly (Float32Array | undefined)[], width: number): Matrix {
  const out = matrix(vectors.length, width)
  out.data.fill(NaN)
  for (const [n, vector] of vectors.entries()) if (vector) out.data.set(vector, n * width)
  return out
}
