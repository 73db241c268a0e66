import { gzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { blobSource, openEmbeddings, readLabels, readTable } from './index.ts'
import { encodeNpyHeader } from './npy/encode-header.ts'

const npy = () => [
  ...encodeNpyHeader('float32', 2, 2),
  ...new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer),
]

it('reads a chosen .npy file', async () => {
  const file = new File([Uint8Array.from(npy())], 'image.npy')
  const table = await openEmbeddings(blobSource(file))
  expect([table.name, table.rows, table.cols]).toEqual(['image.npy', 2, 2])
  expect([...(await table.read(1, 2))]).toEqual([3, 4])
})

it('reads a compressed .npz file', async () => {
  const archive = zipSync({ 'a.npy': Uint8Array.from(npy()) }) as Uint8Array<ArrayBuffer>
  const table = await openEmbeddings(blobSource(new Blob([archive])))
  expect([...(await table.read(0, 2))]).toEqual([1, 2, 3, 4])
})

it('reads a gzipped parquet file of embeddings and captions', async () => {
  // The writer's main entry for Node would bring the file system along.
  const { parquetWriteBuffer } = await import('hyparquet-writer/src/write.js')
  const bytes = parquetWriteBuffer({
    schema: [
      { name: 'root', num_children: 2 },
      { name: 'e', repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
      { name: 'caption', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
    ],
    columnData: [
      {
        name: 'e',
        data: [
          [1, 2],
          [3, 4],
        ],
      },
      { name: 'caption', data: ['a dog', 'a cat'] },
    ],
    codec: 'GZIP',
    compressors: { GZIP: (page) => gzipSync(page) },
  })
  const source = blobSource(new Blob([bytes]))
  expect([...(await (await openEmbeddings(source)).read(0, 2))]).toEqual([1, 2, 3, 4])
  expect((await readTable(source)).rows).toEqual([{ caption: 'a dog' }, { caption: 'a cat' }])
})

it('reads labels from csv', async () => {
  const file = new File(['id,label\n1,dog\n2,"cat, big"\n'], 'labels.csv')
  const { names, of } = await readLabels(blobSource(file), { rows: 2 })
  expect(names).toEqual(['cat, big', 'dog'])
  expect([...of]).toEqual([1, 0])
})
