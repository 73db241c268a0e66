import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { matrix } from '@cmgsae/tensor'
import { afterAll, describe, expect, it } from 'vitest'
import { encodeNpyHeader } from '../npy/encode-header.ts'
import { fileSource } from './file-source.ts'
import { loadEmbeddings } from './load-embeddings.ts'
import { loadLabels } from './load-labels.ts'
import { loadMetadata } from './load-metadata.ts'
import { loadPairs } from './load-pairs.ts'
import { openEmbeddings } from './open-embeddings.ts'
import { writeNpy } from './write-npy.ts'
import { writeParquet } from './write-parquet.ts'

const folder = mkdtempSync(join(tmpdir(), 'cmgsae-data-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (...names: string[]) => join(folder, ...names)

/** Writes values as they are, NaN included. */
function npy(name: string, cols: number, ...values: number[]): string {
  const data = new Uint8Array(Float32Array.from(values).buffer)
  const header = encodeNpyHeader('float32', values.length / cols, cols)
  writeFileSync(at(name), Uint8Array.from([...header, ...data]))
  return at(name)
}

function text(name: string, content: string): string {
  writeFileSync(at(name), content)
  return at(name)
}

describe('files', () => {
  it('reads where asked', async () => {
    const source = await fileSource(text('t', 'hello, world'))
    expect(source.size).toBe(12)
    expect(new TextDecoder().decode(await source.read(7, 5))).toBe('world')
    await expect(source.read(7, 6)).rejects.toThrow(`${at('t')} is truncated: bytes 7 to 13 of 12`)
    await source.close?.()
  })

  it('says why a file cannot be read', async () => {
    await expect(fileSource(at('none'))).rejects.toThrow(
      `cannot read ${at('none')}: no such file or folder`,
    )
    await expect(fileSource(folder)).rejects.toThrow(`cannot read ${folder}: it is a folder`)
    await expect(fileSource(join(text('t', 'x'), 'y'))).rejects.toThrow(
      'part of the path is a file, not a folder',
    )
  })

  it('notices a file that becomes shorter while it is read', async () => {
    const source = await fileSource(text('t', 'hello, world'))
    text('t', 'hello')
    await expect(source.read(0, 12)).rejects.toThrow(
      'has become shorter while it was read: 5 bytes',
    )
    await source.close?.()
  })
})

describe('loadEmbeddings', () => {
  it('loads more than one batch of rows and names the bad one by its number in the file', async () => {
    const big = matrix(1300, 1024, new Float32Array(1300 * 1024).fill(0.5))
    await writeNpy(at('big.npy'), big, { dtype: 'float16' })
    const loaded = await loadEmbeddings(at('big.npy'))
    expect([loaded.rows, loaded.cols, loaded.name]).toEqual([1300, 1024, at('big.npy')])
    expect(loaded.data.every((value) => value === 0.5)).toBe(true)
    big.data[1234 * 1024 + 7] = NaN
    big.data.fill(0, 1299 * 1024)
    await writeNpy(at('big.npy'), big)
    await expect(loadEmbeddings(at('big.npy'))).rejects.toThrow(
      `${at('big.npy')}: row 1234 (counted from 0, as in numpy) holds NaN; 2 of 1300 rows cannot be used`,
    )
  })

  it('zeroes what is missing, where that is allowed', async () => {
    const path = npy('m.npy', 2, 1, 2, NaN, NaN, 3, 4)
    await expect(loadEmbeddings(path)).rejects.toThrow('pass allowMissing')
    const { data, present } = await loadEmbeddings(path, { allowMissing: true })
    expect([...data]).toEqual([1, 2, 0, 0, 3, 4])
    expect([...present]).toEqual([1, 0, 1])
  })
})

describe('loadPairs', () => {
  const image = npy('image.npy', 2, 1, 2, 3, 4, 5, 6)
  const audio = npy('audio.npy', 1, 7, 8, 9)
  const modalities = [
    { name: 'image', path: image },
    { name: 'audio', path: audio },
  ]

  it('puts modalities, labels and metadata together', async () => {
    const labels = text('labels.csv', 'file,label\na,dog\nb,cat\nc,dog\n')
    const set = await loadPairs({ modalities, labels, metadata: labels })
    expect(set.modalities.map(({ name }) => name)).toEqual(['image', 'audio'])
    expect([...set.modalities[1]!.embeddings.data]).toEqual([7, 8, 9])
    expect([...set.present]).toEqual([1, 1, 1, 1, 1, 1])
    expect(set.labels).toEqual({ names: ['cat', 'dog'], of: Int32Array.of(1, 0, 1) })
    expect(set.metadata?.rows[2]).toEqual({ file: 'c', label: 'dog' })
    const chosen = await loadPairs({
      modalities,
      labels,
      labelColumn: 'file',
      classNames: ['c', 'b', 'a'],
    })
    expect([...chosen.labels!.of]).toEqual([2, 1, 0])
    expect(await loadPairs({ modalities })).not.toHaveProperty('labels')
  })

  it('refuses files of unequal length, naming both', async () => {
    const short = npy('short.npy', 1, 7, 8)
    await expect(
      loadPairs({ modalities: [modalities[0]!, { name: 'audio', path: short }] }),
    ).rejects.toThrow(
      `${image} has 3 rows and ${short} has 2: row i of every file must be the same sample`,
    )
    const labels = text('two.json', '["a", "b"]')
    await expect(loadPairs({ modalities, labels })).rejects.toThrow(
      `${labels} has 2 labels, the embeddings have 3 rows`,
    )
    await expect(loadPairs({ modalities, metadata: labels })).rejects.toThrow(
      `${labels} has 2 rows, the embeddings have 3`,
    )
  })

  it('takes NaN rows for missing modalities only when told to', async () => {
    const gaps = { name: 'gaps', path: npy('gaps.npy', 1, NaN, 8, NaN) }
    const holes = { name: 'holes', path: npy('holes.npy', 2, 1, 2, 3, 4, NaN, NaN) }
    await expect(loadPairs({ modalities: [holes, gaps] })).rejects.toThrow('pass allowMissing')
    await expect(loadPairs({ modalities: [holes, gaps], allowMissing: true })).rejects.toThrow(
      `row 2 (counted from 0) is missing in every modality: ${at('holes.npy')}, ${at('gaps.npy')}`,
    )
    const set = await loadPairs({ modalities: [modalities[0]!, gaps], allowMissing: true })
    expect([...set.present]).toEqual([1, 0, 1, 1, 1, 0])
    expect([...set.modalities[1]!.embeddings.data]).toEqual([0, 8, 0])
  })

  it('refuses modalities without a name of their own', async () => {
    await expect(loadPairs({ modalities: [] })).rejects.toThrow('no modalities given')
    await expect(
      loadPairs({ modalities: [modalities[0]!, { ...modalities[1]!, name: 'image' }] }),
    ).rejects.toThrow("modality 'image' is named twice")
  })

  it('reads integer labels from .npy', async () => {
    const header = encodeNpyHeader('float32', 3, 1)
    const dict = "{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }".padEnd(117) + '\n'
    header.set(new TextEncoder().encode(dict), 10)
    const values = new Uint8Array(BigInt64Array.of(2n, 0n, -1n).buffer)
    writeFileSync(at('y.npy'), Uint8Array.from([...header, ...values]))
    expect([...(await loadLabels(at('y.npy'), { rows: 3 })).of]).toEqual([2, 0, -1])
  })
})

describe('clip-retrieval folders', () => {
  const root = at('clip')
  for (const kind of ['img_emb', 'text_emb', 'metadata'])
    mkdirSync(join(root, kind), { recursive: true })
  const starts = { '00': 0, '01': 40, '02': 41 }
  const sizes = { '00': 40, '01': 1, '02': 9 }
  const ready = Promise.all(
    (['00', '01', '02'] as const).map(async (n) => {
      const values = Array.from({ length: sizes[n] * 2 }, (_, i) => starts[n] * 2 + i)
      npy(`clip/img_emb/img_emb_${n}.npy`, 2, ...values)
      npy(`clip/text_emb/text_emb_${n}.npy`, 1, ...values)
      const rows = Array.from({ length: sizes[n] }, (_, i) => ({ caption: `row ${starts[n] + i}` }))
      const m = matrix(sizes[n], 1)
      const metadata = { columns: ['caption'], rows }
      await writeParquet(join(root, 'metadata', `metadata_${n}.parquet`), m, { metadata })
    }),
  )

  it('reads shards as one table', async () => {
    await ready
    for (const table of [
      await openEmbeddings(root, { array: 'img_emb' }),
      await openEmbeddings(join(root, 'img_emb')),
    ]) {
      expect([table.rows, table.cols]).toEqual([50, 2])
      expect([...(await table.read(39, 42))]).toEqual([78, 79, 80, 81, 82, 83])
      expect([...(await table.read(41, 41))]).toEqual([])
      await table.close()
    }
    const metadata = await loadMetadata(root)
    expect(metadata.rows).toHaveLength(50)
    expect(metadata.rows[41]).toEqual({ caption: 'row 41' })
  })

  it('orders shards by number, not by name', async () => {
    for (let n = 8; n <= 10; n++) {
      mkdirSync(at('plain', 'img_emb'), { recursive: true })
      npy(`plain/img_emb/img_emb_${n}.npy`, 1, n)
    }
    const table = await openEmbeddings(at('plain'))
    expect([...(await table.read(0, 3))]).toEqual([8, 9, 10])
    await table.close()
    rmSync(at('plain', 'img_emb', 'img_emb_9.npy'))
    await expect(openEmbeddings(at('plain'))).rejects.toThrow(
      'img_emb: shard 9 is missing, after it comes img_emb_10.npy',
    )
    npy('plain/img_emb/img_emb_9.npy', 2, 1, 2)
    await expect(openEmbeddings(at('plain'))).rejects.toThrow(
      /img_emb_9.npy is 2 wide, .*img_emb_8.npy is 1 wide/,
    )
  })

  it('says what to choose, and what is no such folder', async () => {
    await expect(openEmbeddings(root)).rejects.toThrow(
      `${root} has several sub-folders: choose one of 'img_emb', 'text_emb' with array`,
    )
    await expect(openEmbeddings(root, { array: 'audio_emb' })).rejects.toThrow(
      "has no sub-folder 'audio_emb'",
    )
    mkdirSync(at('empty', 'img_emb'), { recursive: true })
    await expect(openEmbeddings(at('empty'))).rejects.toThrow(
      'holds no img_emb_N.npy or img_emb_N.parquet: is it a clip-retrieval folder?',
    )
    await expect(openEmbeddings(at('empty', 'img_emb', 'x'))).rejects.toThrow(
      'no such file or folder',
    )
    mkdirSync(at('other'))
    await expect(openEmbeddings(at('other'))).rejects.toThrow(
      'other is a folder without img_emb or text_emb',
    )
    await expect(loadMetadata(at('other'))).rejects.toThrow('metadata: no such file or folder')
  })
})
