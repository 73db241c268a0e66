import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { matrix, type Matrix } from '@cmgsae/tensor'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { WrittenType } from '../encode-floats.ts'
import { decodeFloat16, encodeFloat16 } from '../float16.ts'
import { loadMetadata } from './load-metadata.ts'
import { openEmbeddings } from './open-embeddings.ts'
import { writeAtomically } from './write-atomically.ts'
import { createNpyWriter, writeNpy } from './write-npy.ts'
import { writeNpz } from './write-npz.ts'
import { writeParquet } from './write-parquet.ts'
import { writeSafetensors } from './write-safetensors.ts'

const folder = mkdtempSync(join(tmpdir(), 'cmgsae-data-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(at(name), { recursive: true })
})

async function readBack(path: string): Promise<{ rows: number; cols: number; data: number[] }> {
  const table = await openEmbeddings(path)
  const data = [...(await table.read(0, table.rows))]
  await table.close()
  return { rows: table.rows, cols: table.cols, data }
}

const matrices = fc
  .record({ rows: fc.integer({ min: 1, max: 7 }), cols: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, cols }) =>
    fc
      .array(fc.float({ min: -60_000, max: 60_000 }), {
        minLength: rows * cols,
        maxLength: rows * cols,
      })
      .map((values) => matrix(rows, cols, Float32Array.from(values))),
  )

function rounded({ data }: Matrix, dtype: WrittenType): number[] {
  if (dtype !== 'float16') return [...data]
  const out = new Float32Array(data.length)
  const bits = new Uint16Array(data.length)
  encodeFloat16(data, bits)
  decodeFloat16(bits, out)
  return [...out]
}

const sample = matrix(3, 2, Float32Array.of(1, -2, 0.5, 4, 5, 6))

describe('writers', () => {
  it('write what the readers read, in every format and precision', async () => {
    const dtypes = fc.constantFrom<WrittenType>('float16', 'float32', 'float64')
    await fc.assert(
      fc.asyncProperty(matrices, dtypes, async (m, dtype) => {
        const expected = { rows: m.rows, cols: m.cols, data: rounded(m, dtype) }
        await writeNpy(at('a.npy'), m, { dtype })
        expect(await readBack(at('a.npy'))).toEqual(expected)
        await writeNpz(at('a.npz'), { a: m }, { dtype })
        expect(await readBack(at('a.npz'))).toEqual(expected)
        await writeSafetensors(at('a.safetensors'), { a: m }, { dtype })
        expect(await readBack(at('a.safetensors'))).toEqual(expected)
        await writeParquet(at('a.parquet'), m)
        expect(await readBack(at('a.parquet'))).toEqual({ ...expected, data: [...m.data] })
      }),
      { numRuns: 25 },
    )
    expect(readdirSync(folder).sort()).toEqual(['a.npy', 'a.npz', 'a.parquet', 'a.safetensors'])
  })

  it('write .npy as numpy does', async () => {
    await writeNpy(at('a.npy'), sample, { dtype: 'float16' })
    const bytes = readFileSync(at('a.npy'))
    const dict = "{'descr': '<f2', 'fortran_order': False, 'shape': (3, 2), }"
    expect(bytes.subarray(0, 128).toString('latin1')).toBe(
      `\x93NUMPY\x01\x00\x76\x00${dict.padEnd(117)}\n`,
    )
    expect([...bytes.subarray(128)]).toEqual([0, 0x3c, 0, 0xc0, 0, 0x38, 0, 0x44, 0, 0x45, 0, 0x46])
  })

  it('give the same bytes for the same values', async () => {
    const twice = async (name: string, write: (path: string) => Promise<void>) => {
      await write(at(`1${name}`))
      await write(at(`2${name}`))
      expect(readFileSync(at(`1${name}`)).equals(readFileSync(at(`2${name}`)))).toBe(true)
    }
    await twice('.npz', (path) => writeNpz(path, { image: sample, text: sample }))
    await twice('.parquet', (path) => writeParquet(path, sample))
  })

  it('keep metadata beside embeddings in parquet, and a standard list schema', async () => {
    const metadata = {
      columns: ['caption', 'id', 'score', 'big', 'ok', 'mixed'],
      rows: [
        { caption: 'a dog', id: 1, score: 1, big: 1n, ok: true, mixed: 1 },
        {
          caption: null,
          id: 2 ** 31 - 1,
          score: 0.5,
          big: 2n ** 60n,
          ok: false,
          mixed: { a: [2] },
        },
        { caption: '', id: -5, score: 2 ** 40, big: null, ok: null },
      ],
    }
    await writeParquet(at('a.parquet'), sample, { column: 'image', metadata })
    expect(await loadMetadata(at('a.parquet'))).toEqual({
      columns: metadata.columns,
      rows: [
        { ...metadata.rows[0], mixed: '1' },
        { ...metadata.rows[1], mixed: '{"a":[2]}' },
        { ...metadata.rows[2], mixed: null },
      ],
    })
    // As other readers see it: one list per row.
    const file = new Uint8Array(readFileSync(at('a.parquet'))).buffer
    const rows = await parquetReadObjects({ file, columns: ['image'] })
    expect(rows).toEqual([{ image: [1, -2] }, { image: [0.5, 4] }, { image: [5, 6] }])
    await expect(
      writeParquet(at('b.parquet'), sample, { metadata: { columns: ['a'], rows: [] } }),
    ).rejects.toThrow('b.parquet: 0 rows of metadata, 3 of embeddings')
    await expect(writeParquet(at('b.parquet'), sample, { column: 'id', metadata })).rejects.toThrow(
      "b.parquet: metadata has a column 'id' too, rename one",
    )
  })

  it('refuse what float16 cannot hold, and leave nothing behind', async () => {
    const big = matrix(2, 2, Float32Array.of(1, 2, 3, 7e4))
    for (const attempt of [
      () => writeNpy(at('a.npy'), big, { dtype: 'float16' }),
      () => writeNpz(at('a.npz'), { x: big }, { dtype: 'float16' }),
      () => writeSafetensors(at('a.safetensors'), { x: big }, { dtype: 'float16' }),
    ]) {
      await expect(attempt()).rejects.toThrow(
        /: the value in row 1 \(counted from 0\), column 1, is 70000, beyond float16's largest value 65504/,
      )
    }
    await expect(writeNpy(at('e.npy'), matrix(0, 2))).rejects.toThrow(
      'the table is empty, its shape is (0, 2)',
    )
    await expect(writeNpz(at('e.npz'), {})).rejects.toThrow('e.npz: there are no arrays')
    expect(readdirSync(folder)).toEqual([])
  })

  it('leave the old file as it was when writing fails, and say why in one line', async () => {
    writeFileSync(at('a.npy'), 'old')
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
    })
    const attempt = writeAtomically(at('a.npy'), async (append) => {
      await append(new Uint8Array(10))
      expect(readdirSync(folder)).toHaveLength(2)
      throw full
    })
    await expect(attempt).rejects.toThrow(`cannot write ${at('a.npy')}: the disk is full`)
    expect(readdirSync(folder)).toEqual(['a.npy'])
    expect(readFileSync(at('a.npy'), 'utf8')).toBe('old')
    await expect(writeNpy(at('no/a.npy'), sample)).rejects.toThrow('a.npy: no such file or folder')
    await expect(writeNpy(folder, sample)).rejects.toThrow(`cannot write ${folder}: it is a folder`)
  })
})

describe('createNpyWriter', () => {
  it('streams rows, and shows the file only when it is complete', async () => {
    const writer = await createNpyWriter(at('s.npy'), { cols: 2 })
    await writer.append(Float32Array.of(1, 2))
    await writer.append(new Float32Array(0))
    await writer.append(Float32Array.of(3, 4, 5, 6))
    expect(readdirSync(folder)).not.toContain('s.npy')
    await writer.close()
    expect(await readBack(at('s.npy'))).toEqual({ rows: 3, cols: 2, data: [1, 2, 3, 4, 5, 6] })
    await writeNpy(at('w.npy'), matrix(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6)))
    expect(readFileSync(at('s.npy')).equals(readFileSync(at('w.npy')))).toBe(true)
  })

  it('leaves nothing behind when it fails or is given up', async () => {
    const half = await createNpyWriter(at('s.npy'), { cols: 2, dtype: 'float16' })
    await half.append(Float32Array.of(1, 2))
    await expect(half.append(Float32Array.of(1, -1e5))).rejects.toThrow(
      'the value in row 1 (counted from 0), column 1, is -100000',
    )
    const odd = await createNpyWriter(at('s.npy'), { cols: 2 })
    await expect(odd.append(Float32Array.of(1, 2, 3))).rejects.toThrow(
      's.npy: 3 values are no whole rows of 2',
    )
    const none = await createNpyWriter(at('s.npy'), { cols: 2 })
    await expect(none.close()).rejects.toThrow('the table is empty')
    const given = await createNpyWriter(at('s.npy'), { cols: 2 })
    await given.append(Float32Array.of(1, 2))
    await given.abort()
    expect(readdirSync(folder)).toEqual([])
  })
})
