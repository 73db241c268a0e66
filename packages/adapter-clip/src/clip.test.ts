import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { AdapterError } from '@cmgsae/adapter'
import { testAdapter } from '@cmgsae/adapter/testing'
import { allclose } from '@cmgsae/vitest'
import { clipImages } from './clip-images.ts'
import { clipTexts } from './clip-texts.ts'
import type { Pixels } from './image/image-input.ts'
import { IMAGE_TEMPLATES } from './templates.ts'

const folder = new URL('../../../tooling/tiny-models/models/tiny-clip/', import.meta.url)

function stripes(width: number, height: number, period: number): Pixels {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % width
    return x % period < period / 2 ? 255 : (i % 3) * 90
  })
  return { width, height, data }
}

const pictures = [stripes(96, 96, 8), stripes(200, 60, 40), stripes(1, 1, 2), stripes(30, 400, 3)]

it('embeds images as the contract says, in batches of a few', async () => {
  await testAdapter(await clipImages({ folder, batchSize: 2 }), { inputs: pictures })
})

it('embeds texts as the contract says: neither padding nor neighbours move a vector', async () => {
  const inputs = ['a dog', '', 'a small red bell far away, and rain '.repeat(20)]
  const templates = IMAGE_TEMPLATES.slice(0, 3)
  await testAdapter(await clipTexts({ folder, templates, batchSize: 7 }), { inputs })
})

it('gives pixels, files and Blobs of one picture the same vector, of unit length', async () => {
  const images = await clipImages({ folder })
  const [picture] = pictures
  const { width, height, data } = picture!
  const png = await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
  const { data: vectors } = await images.embed([picture!, png, new Blob([new Uint8Array(png)])])
  const one = vectors.subarray(0, images.width)
  allclose([Math.hypot(...one)], [1])
  allclose(vectors.subarray(images.width), [...one, ...one])
  await images.dispose()
})

it('ensembles templates as the mean of unit vectors', async () => {
  const plain = await clipTexts({ folder })
  const templates = ['a photo of {}', 'the sound of {}', '{}']
  const ensemble = await clipTexts({ folder, templates })
  const { data } = await plain.embed(templates.map((template) => template.replace('{}', 'a bell')))
  const mean = Array.from({ length: plain.width }, (_, j) =>
    [0, 1, 2].reduce((sum, i) => sum + data[i * plain.width + j]!, 0),
  )
  const length = Math.hypot(...mean)
  allclose(
    (await ensemble.embed(['a bell'])).data,
    mean.map((value) => value / length),
  )
  await Promise.all([plain.dispose(), ensemble.dispose()])
})

it('names model and width before the first input, and loads one tower only', async () => {
  const [images, texts] = await Promise.all([clipImages({ folder }), clipTexts({ folder })])
  expect([images.modality, images.modelId, images.width]).toEqual(['image', 'tiny-clip:fp32', 64])
  expect([texts.modality, texts.modelId, texts.width]).toEqual(['text', 'tiny-clip:fp32', 64])
  await Promise.all([images.dispose(), texts.dispose()])
})

describe('refuses, in a line that says what', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'an image it cannot read',
      () => embedOne(['nowhere.png']),
      'image 1: nowhere.png is not an image',
    ],
    ['a batch size', () => clipImages({ folder, batchSize: 0 }), 'batchSize is 0'],
    ['a template', () => clipTexts({ folder, templates: ['a photo'] }), 'has no {}'],
    ['a model of another kind', () => clipImages({ folder: clap }), 'lacks onnx/vision_model.onnx'],
    [
      'texts of another kind',
      () => clipTexts({ folder: clap }),
      "model_type 'clap', it must be clip or siglip",
    ],
  ])('%s', async (_, call, says) => {
    const error = await call().catch((e: unknown) => e)
    if (!AdapterError.isInstance(error)) throw error
    expect(error.message).toContain(says)
    expect(error.message).not.toContain('\n')
  })

  const clap = fileURLToPath(new URL('../tiny-clap/', folder))
  async function embedOne(bad: string[]) {
    const images = await clipImages({ folder })
    try {
      return await images.embed([pictures[0]!, ...bad])
    } finally {
      await images.dispose()
    }
  }
})
