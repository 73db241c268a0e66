import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { matrix } from '@cmgsae/tensor'
import { parquetSchema } from 'hyparquet'
import { afterAll, describe, expect, it } from 'vitest'
import { readParquetMetadata } from '../parquet/metadata.ts'
import { fileSource } from './file-source.ts'
import { loadPairs } from './load-pairs.ts'
import { openRowSource } from './open-row-source.ts'
import type { PairsFolder } from './pairs-folder.ts'
import { parquetTypes } from './parquet-column.ts'
import { writeNpy } from './write-npy.ts'
import { writeParquetTable } from './write-parquet.ts'

const root = mkdtempSync(join(tmpdir(), 'cmgsae-pairs-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Three samples in two shards; the last has no sound. */
const image = [matrix(2, 2, Float32Array.of(1, 2, 3, 4)), matrix(1, 2, Float32Array.of(5, 6))]
const audio = [matrix(2, 1, Float32Array.of(7, 8)), matrix(1, 1, Float32Array.of(NaN))]
const rows = [
  { id: 'a', label: 'dog', note: null },
  { id: 'b', label: 'cat', note: null },
  { id: 'c', label: 'dog', note: 0.5 },
]
const columns = ['id', 'label', 'note']
const types = parquetTypes({ columns, rows })
const tables = [rows.slice(0, 2), rows.slice(2)].map((part) => ({ columns, rows: part }))

function manifest(folder: string, rest: Partial<PairsFolder>): void {
  const whole = { format: 'cmgsae pairs', version: 1, complete: true, labels: 'label', ...rest }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ missing: true, ...whole }))
}

async function npyFolder(): Promise<string> {
  const folder = mkdtempSync(join(root, 'npy-'))
  for (const name of ['img_emb', 'audio_emb', 'metadata']) mkdirSync(join(folder, name))
  for (const [n, table] of tables.entries()) {
    await writeNpy(join(folder, 'img_emb', `img_emb_${n}.npy`), image[n]!)
    await writeNpy(join(folder, 'audio_emb', `audio_emb_${n}.npy`), audio[n]!)
    const path = join(folder, 'metadata', `metadata_${n}.parquet`)
    await writeParquetTable(path, { metadata: table, types })
  }
  manifest(folder, {
    modalities: [
      { name: 'image', path: 'img_emb' },
      { name: 'audio', path: 'audio_emb' },
    ],
    metadata: 'metadata',
  })
  return folder
}

async function parquetFolder(): Promise<string> {
  const folder = mkdtempSync(join(root, 'parquet-'))
  mkdirSync(join(folder, 'pairs'))
  for (const [n, metadata] of tables.entries()) {
    const embeddings = { img_emb: image[n]!, audio_emb: audio[n]! }
    const path = join(folder, 'pairs', `pairs_${n}.parquet`)
    await writeParquetTable(path, { embeddings, metadata, types })
  }
  manifest(folder, {
    modalities: [
      { name: 'image', path: 'pairs', column: 'img_emb' },
      { name: 'audio', path: 'pairs', column: 'audio_emb' },
    ],
    metadata: 'pairs',
  })
  return folder
}

describe.each([
  ['npy', npyFolder],
  ['parquet', parquetFolder],
])('a folder of pairs in %s', (_, make) => {
  it('is read with its labels, its metadata and what is missing', async () => {
    const pairs = await loadPairs(await make())
    expect(pairs.modalities.map(({ name }) => name)).toEqual(['image', 'audio'])
    expect([...pairs.modalities[0]!.embeddings.data]).toEqual([1, 2, 3, 4, 5, 6])
    expect([...pairs.modalities[1]!.embeddings.data]).toEqual([7, 8, 0])
    expect([...pairs.present]).toEqual([1, 1, 1, 1, 1, 0])
    expect(pairs.labels).toEqual({ names: ['cat', 'dog'], of: Int32Array.of(1, 0, 1) })
    expect(pairs.metadata).toEqual({ columns, rows })
  })

  it('refuses a hole where the manifest promises none', async () => {
    const folder = await make()
    const path = join(folder, 'manifest.json')
    manifest(folder, { ...JSON.parse(readFileSync(path, 'utf8')), missing: false })
    await expect(loadPairs(folder)).rejects.toThrow(/row 2 \(counted from 0.*holds NaN/)
  })
})

describe('a folder of pairs', () => {
  it('streams from parquet as from npy', async () => {
    const path = join(await parquetFolder(), 'pairs')
    const source = await openRowSource(path, { column: 'img_emb' })
    const out = new Float32Array(4)
    await source.read(Uint32Array.of(2, 0), out)
    await source.close()
    expect([...out]).toEqual([5, 6, 1, 2])
  })

  it('has the same types in every shard, though the first holds no number', async () => {
    const folder = await npyFolder()
    const schemas = []
    for (const n of [0, 1]) {
      const source = await fileSource(join(folder, 'metadata', `metadata_${n}.parquet`))
      const { children } = parquetSchema(await readParquetMetadata(source))
      schemas.push(children.map(({ element }) => [element.name, element.type]))
      await source.close?.()
    }
    expect(schemas[0]).toContainEqual(['note', 'DOUBLE'])
    expect(schemas[1]).toEqual(schemas[0])
  })

  it('is refused while it is unfinished, without a manifest, or with another', async () => {
    const folder = await npyFolder()
    manifest(folder, { complete: false })
    await expect(loadPairs(folder)).rejects.toThrow(`${folder} is unfinished: run the command`)
    writeFileSync(join(folder, 'manifest.json'), '{"format": "web app"}')
    await expect(loadPairs(folder)).rejects.toThrow(/manifest.json is no manifest of a paired set/)
    writeFileSync(join(folder, 'manifest.json'), '{"form')
    await expect(loadPairs(folder)).rejects.toThrow(/manifest.json is no manifest of a paired set/)
    rmSync(join(folder, 'manifest.json'))
    await expect(loadPairs(folder)).rejects.toThrow(`${folder} holds no manifest.json: expected`)
  })

  it('cannot be written with columns of unequal length, or none', async () => {
    const path = join(root, 'x.parquet')
    await expect(
      writeParquetTable(path, { embeddings: { a: image[0]!, b: audio[1]! } }),
    ).rejects.toThrow("x.parquet: 2 rows and 1 in 'b'")
    await expect(writeParquetTable(path, {})).rejects.toThrow('the table is empty')
  })
})
