import { ByteWriter, parquetWriteBuffer, type SchemaElement } from 'hyparquet-writer'
import { writePageHeader } from 'hyparquet-writer/src/datapage.js'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'
import { gzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../byte-source.ts'
import { openEmbeddings, type OpenOptions } from '../open-embeddings.ts'
import { readTable } from '../table/read-table.ts'

type Lists = (readonly (number | null)[] | null)[]

/** Schema of list columns whose lists and elements may be null. */
function listSchema(columns: Record<string, Partial<SchemaElement>>): SchemaElement[] {
  return [
    { name: 'root', num_children: Object.keys(columns).length },
    ...Object.entries(columns).flatMap(([name, element]): SchemaElement[] => [
      { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'OPTIONAL', ...element },
    ]),
  ]
}

interface WriteOptions {
  element?: Partial<SchemaElement>
  rowGroupSize?: number
  pageSize?: number
  gzip?: boolean
}

function parquet(
  columns: Record<string, Lists>,
  { element = { type: 'FLOAT' }, rowGroupSize = 1000, pageSize = 1 << 20, gzip }: WriteOptions = {},
): Uint8Array {
  const schema = Object.fromEntries(Object.keys(columns).map((name) => [name, element]))
  const buffer = parquetWriteBuffer({
    columnData: Object.entries(columns).map(([name, data]) => ({ name, data })),
    schema: listSchema(schema),
    rowGroupSize,
    pageSize,
    ...(gzip && { codec: 'GZIP', compressors: { GZIP: (bytes) => gzipSync(bytes) } }),
  })
  return new Uint8Array(buffer)
}

const open = (bytes: Uint8Array, options?: OpenOptions) =>
  openEmbeddings(bytesSource('e.parquet', bytes), options)

/** n rows of d values, row i being i + j/8. */
const rows = (n: number, d: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: d }, (__, j) => i + j / 8))

describe('parquet', () => {
  it('reads floats, doubles and halves, plain and gzipped', async () => {
    const expected = rows(20, 4)
    for (const element of [{ type: 'FLOAT' }, { type: 'DOUBLE' }] as const) {
      for (const gzip of [false, true]) {
        const table = await open(parquet({ embedding: expected }, { element, gzip }))
        expect([table.rows, table.cols, table.name]).toEqual([20, 4, "e.parquet['embedding']"])
        expect([...(await table.read(3, 17))]).toEqual(expected.slice(3, 17).flat())
      }
    }
    const half = {
      type: 'FIXED_LEN_BYTE_ARRAY',
      type_length: 2,
      logical_type: { type: 'FLOAT16' },
    } as const
    const table = await open(parquet({ embedding: expected }, { element: half }))
    expect([...(await table.read(0, 20))]).toEqual(expected.flat())
  })

  it('reads any batch across row groups and pages', async () => {
    const expected = rows(50, 3)
    const table = await open(parquet({ embedding: expected }, { rowGroupSize: 17, pageSize: 40 }))
    for (const [from, to] of [
      [0, 50],
      [16, 18],
      [33, 35],
      [5, 6],
      [49, 50],
      [7, 7],
    ] as const) {
      expect([...(await table.read(from, to))]).toEqual(expected.slice(from, to).flat())
    }
  })

  it('reads dictionaries', async () => {
    const expected = Array.from({ length: 400 }, (_, i) => [i % 3, 0.5, -1])
    const bytes = parquet({ embedding: expected }, { rowGroupSize: 150 })
    const table = await open(bytes)
    expect([...(await table.read(100, 200))]).toEqual(expected.slice(100, 200).flat())
  })

  it('reads one page at a time, however large the row group', async () => {
    // Noise, so that neither dictionary nor compression makes it small.
    const data = Array.from({ length: 2000 }, (_, i) =>
      Array.from({ length: 32 }, (__, j) => Math.sin(i * 32 + j)),
    )
    const bytes = parquet({ embedding: data }, { rowGroupSize: 2000, pageSize: 8192 })
    const memory = bytesSource('e.parquet', bytes)
    const lengths: number[] = []
    const table = await openEmbeddings({
      ...memory,
      read(offset, length) {
        lengths.push(length)
        return memory.read(offset, length)
      },
    })
    // The footer is read whole when the file is opened.
    lengths.length = 0
    for (let from = 0; from < 2000; from += 50) {
      const batch = await table.read(from, from + 50)
      expect(batch[0]).toBe(Math.fround(Math.sin(from * 32)))
    }
    expect(bytes.length).toBeGreaterThan(250_000)
    expect(Math.max(...lengths)).toBeLessThan(20_000)
  })

  it('asks which column where there are several', async () => {
    const bytes = parquet({ image: rows(2, 3), text: rows(2, 2) })
    await expect(open(bytes)).rejects.toThrow(
      "e.parquet has several columns of float lists: choose one of 'image', 'text' with column",
    )
    expect((await open(bytes, { column: 'text' })).cols).toBe(2)
    await expect(open(bytes, { column: 'audio' })).rejects.toThrow(
      "e.parquet has no column of float lists 'audio', it has 'image', 'text'",
    )
  })

  it('takes no other columns for embeddings, and none of them for metadata', async () => {
    const columnData = [
      { name: 'id', data: [1, 2], type: 'INT32' as const },
      { name: 'score', data: [0.5, 1], type: 'DOUBLE' as const },
    ]
    const flat = new Uint8Array(parquetWriteBuffer({ columnData }))
    await expect(open(flat)).rejects.toThrow('e.parquet has no column of float lists')
    expect(await readTable(bytesSource('m.parquet', flat))).toEqual({
      columns: ['id', 'score'],
      rows: [
        { id: 1, score: 0.5 },
        { id: 2, score: 1 },
      ],
    })
    const lists = bytesSource('m.parquet', parquet({ embedding: rows(2, 2) }))
    await expect(readTable(lists)).rejects.toThrow('m.parquet has no columns besides embeddings')
  })

  it.each<[string, (data: Lists) => void]>([
    ['row 11 (counted from 0) has 2 values, the first row has 3', (data) => (data[11] = [1, 2])],
    ['row 11 (counted from 0) has 4 values', (data) => (data[11] = [1, 2, 3, 4])],
    // The totals agree here, so only the decoded pages can tell.
    [
      'row 11 (counted from 0) has 2 values',
      (data) => {
        data[11] = [1, 2]
        data[12] = [1, 2, 3, 4]
      },
    ],
    ['row 19 (counted from 0) has 2 values', (data) => (data[19] = [1, 2])],
    ['row 11 (counted from 0) is null, is empty or holds a null', (data) => (data[11] = null)],
    ['row 11 (counted from 0) is null, is empty or holds a null', (data) => (data[11] = [])],
    [
      'row 11 (counted from 0) is null, is empty or holds a null',
      (data) => (data[11] = [1, null, 3]),
    ],
    ['row 0 (counted from 0) is null, is empty or holds a null', (data) => (data[0] = null)],
  ])('refuses: %s', async (message, spoil) => {
    const data: Lists = rows(20, 3)
    spoil(data)
    for (const pageSize of [1 << 20, 40]) {
      const reading = open(parquet({ e: data }, { pageSize, rowGroupSize: 10 })).then((table) =>
        table.read(10, 20),
      )
      await expect(reading).rejects.toThrow(`e.parquet['e']: ${message}`)
    }
  })

  it('refuses doubles beyond float32, and files that are damaged', async () => {
    const big = parquet(
      {
        e: [
          [1, 2],
          [3, 1e300],
        ],
      },
      { element: { type: 'DOUBLE' } },
    )
    await expect(open(big).then((table) => table.read(0, 2))).rejects.toThrow(
      "e.parquet['e']: the value in row 1 (counted from 0), column 1, is 1e+300",
    )
    const whole = parquet({ e: rows(20, 3) }, { gzip: true })
    await expect(open(whole.subarray(0, -9))).rejects.toThrow(
      'e.parquet is truncated: a parquet file ends with PAR1',
    )
    await expect(open(new TextEncoder().encode('hello'))).rejects.toThrow(
      'e.parquet is not a parquet file: it starts with "hello"',
    )
    await expect(open(parquet({ e: [] }))).rejects.toThrow(
      "e.parquet['e'] is empty: its shape is (0, 1)",
    )
    const spoiled = whole.slice()
    spoiled.fill(0xff, 30, 90)
    await expect(open(spoiled).then((table) => table.read(0, 20))).rejects.toThrow(
      "e.parquet['e'] is damaged: ",
    )
  })
})

/** A level as its own run: RLE with a count of one. */
const levels = (values: number[]) => {
  const runs = values.flatMap((level) => [2, level])
  return [runs.length, 0, 0, 0, ...runs]
}

describe('parquet pages of version 1', () => {
  /** A required list column of floats in DATA_PAGEs put together by hand. */
  function handWritten(pages: { starts: number[]; values: number[] }[], rowCount: number) {
    const writer = new ByteWriter()
    writer.appendUint32(0x31524150)
    for (const { starts, values } of pages) {
      const page = new Uint8Array([
        ...levels(starts.map((start) => 1 - start)),
        ...levels(values.map(() => 1)),
        ...new Uint8Array(Float32Array.from(values).buffer),
      ])
      writePageHeader(writer, {
        type: 'DATA_PAGE',
        uncompressed_page_size: page.length,
        compressed_page_size: page.length,
        data_page_header: {
          num_values: values.length,
          encoding: 'PLAIN',
          definition_level_encoding: 'RLE',
          repetition_level_encoding: 'RLE',
        },
      })
      writer.appendBytes(page)
    }
    const size = BigInt(writer.offset - 4)
    const path = ['e', 'list', 'element']
    writeMetadata(writer, {
      version: 1,
      schema: [
        { name: 'root', num_children: 1 },
        { name: 'e', repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
      ],
      num_rows: BigInt(rowCount),
      row_groups: [
        {
          total_byte_size: size,
          num_rows: BigInt(rowCount),
          columns: [
            {
              file_offset: 4n,
              meta_data: {
                type: 'FLOAT',
                encodings: ['PLAIN'],
                path_in_schema: path,
                codec: 'UNCOMPRESSED',
                num_values: BigInt(pages.flatMap(({ values }) => values).length),
                total_uncompressed_size: size,
                total_compressed_size: size,
                data_page_offset: 4n,
              },
            },
          ],
        },
      ],
      metadata_length: 0,
    })
    writer.appendUint32(0x31524150)
    return writer.getBytes()
  }

  it('joins rows that are split between pages, as Arrow wrote them', async () => {
    const table = await open(
      handWritten(
        [
          { starts: [1, 0, 0, 1], values: [1, 2, 3, 4] },
          { starts: [0], values: [5] },
          { starts: [0, 1, 0, 0], values: [6, 7, 8, 9] },
        ],
        3,
      ),
    )
    expect([table.rows, table.cols]).toEqual([3, 3])
    expect([...(await table.read(0, 3))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect([...(await table.read(1, 2))]).toEqual([4, 5, 6])
  })

  it('finds a short row behind a split one', async () => {
    const pages = [
      { starts: [1, 0, 0, 1], values: [1, 2, 3, 4] },
      { starts: [0, 0, 1, 0, 1, 0], values: [5, 6, 7, 8, 9, 10] },
    ]
    await expect(open(handWritten(pages, 4))).rejects.toThrow(
      "e.parquet['e']: row 2 (counted from 0) has 2 values, the first row has 3",
    )
  })
})
