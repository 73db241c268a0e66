import { override, packRun, preset, train, type RunFile } from '@cmgsae/model'
import { createReference } from '@cmgsae/tensor'
import { beforeAll, expect, it } from 'vitest'
import { smallSamples } from '../testing/open-small-run.ts'
import { loadFiles } from './load-files.ts'
import type { PickedFile } from './run-source.ts'

const samples = smallSamples()
let run: PickedFile[]

beforeAll(async () => {
  const modalities = Object.entries(samples.embeddings).map(([name, embeddings]) => ({
    name,
    embeddings,
  }))
  const recipe = override(preset('cross'), {
    latents: 8,
    activation: { kind: 'topK', k: 2 },
    training: { epochs: 1 },
  })
  const { state, history } = await train({ modalities }, { recipe, backend: createReference() })
  const info = { split: { share: 0.25, by: 'image', seed: 0 } }
  const packed = await packRun({ model: state, seed: 0, history, info })
  run = packed.map(([name, pieces]: RunFile) => ({
    path: `first/${name}`,
    blob: new Blob([...pieces] as BlobPart[]),
  }))
})

/** A file of float32, version 1 of the format, written by hand. */
function npy(name: string): PickedFile {
  const { rows, cols, data } = samples.embeddings[name]!
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`
  const header = dictionary.padEnd(117) + '\n'
  const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0)
  return { path: `first/${name}.npy`, blob: new Blob([start, header, data as BlobPart]) }
}

const table = (): PickedFile => ({
  path: 'first/samples.csv',
  blob: new Blob([
    'caption,label\n',
    Array.from(samples.labels, (c, n) => `"no. ${n}",${samples.classes[c]}\n`).join(''),
  ]),
})

it('opens a folder with its embeddings, captions and labels, and draws again what was held out', async () => {
  const loaded = await loadFiles([...run, npy('image'), npy('audio'), table()])
  expect(loaded.title).toBe('first')
  expect(loaded.samples.count).toBe(36)
  expect([...loaded.samples.embeddings['audio']!.data]).toEqual([
    ...samples.embeddings['audio']!.data,
  ])
  expect(loaded.samples.captions![7]).toBe('no. 7')
  expect(loaded.samples.classes[loaded.samples.labels[4]!]).toBe('dog')
  expect(loaded.samples.heldOut).toHaveLength(9)
})

it('opens a dictionary alone', async () => {
  const { samples: none, run: found } = await loadFiles(run)
  expect([none.count, found.model.latents]).toEqual([0, 8])
})

it('says in one line what is missing or wrong', async () => {
  const opened = (files: readonly PickedFile[]) => loadFiles(files)
  await expect(opened([npy('image')])).rejects.toThrow(
    'image.npy: there is no config.json; drop the folder that train made',
  )
  await expect(opened([...run, npy('image')])).rejects.toThrow(
    'there are no embeddings of audio; drop audio.npy too',
  )
  const swapped = { ...npy('audio'), path: 'first/image.npy' }
  await expect(opened([...run, swapped, npy('audio')])).rejects.toThrow(
    'image.npy is 9 wide; the run expects 6 for image',
  )
  const cut = run.map((file) =>
    file.path.endsWith('model.safetensors')
      ? { ...file, blob: file.blob.slice(0, file.blob.size - 8) }
      : file,
  )
  await expect(opened(cut)).rejects.toThrow(/^first\/model\.safetensors/)
})
