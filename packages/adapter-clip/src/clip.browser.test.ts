import { env } from '@huggingface/transformers'
import { beforeAll, expect, it } from 'vitest'
import { testAdapter } from '@cmgsae/adapter/testing'
import { allclose } from '@cmgsae/vitest'
import { clipImages } from './clip-images.ts'
import { clipTexts } from './clip-texts.ts'
import { IMAGE_TEMPLATES } from './templates.ts'

const folder = new URL('../../../tooling/tiny-models/models/tiny-clip/', import.meta.url)

// Without a path to a CDN, the WebAssembly runtime comes from the bundle.
beforeAll(() => delete env.backends.onnx.wasm!.wasmPaths)

/** A picture of its own for each number, without smooth edges. */
function drawing(number: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(120 + number, 90)
  const context = canvas.getContext('2d')!
  for (let i = 0; i < 8; i++) {
    context.fillStyle = `hsl(${number * 80 + i * 20} 90% ${20 + i * 8}%)`
    context.fillRect(i * 15, (i * number * 7) % 60, 40, 90)
  }
  return canvas
}

function pixelsOf(canvas: OffscreenCanvas): ImageData {
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
}

// The runtime, 24 MB of WebAssembly, is compiled first: seconds, or a minute on a busy machine.
const PATIENCE = 120_000

it('embeds images as the contract says', { timeout: PATIENCE }, async () => {
  const blob = await drawing(1).convertToBlob()
  const inputs = [blob, pixelsOf(drawing(2)), pixelsOf(drawing(5))]
  await testAdapter(await clipImages({ folder, batchSize: 2 }), { inputs, batchSize: 5 })
})

it('embeds texts as the contract says', { timeout: PATIENCE }, async () => {
  const texts = await clipTexts({ folder, templates: IMAGE_TEMPLATES.slice(0, 3) })
  expect([texts.modelId, texts.width]).toEqual(['tiny-clip:fp32', 64])
  await testAdapter(texts, { inputs: ['a dog', '', 'a bell '.repeat(50)], batchSize: 5 })
})

it('gives a Blob, a File, bytes, an address and pixels of one picture the same vector', async () => {
  const images = await clipImages({ folder })
  const canvas = drawing(3)
  const png = await canvas.convertToBlob()
  const bytes = new Uint8Array(await png.arrayBuffer())
  const address = URL.createObjectURL(png)
  const inputs = [pixelsOf(canvas), png, new File([png], 'a.png'), bytes, address]
  const { data } = await images.embed(inputs)
  const one = [...data.subarray(0, images.width)]
  allclose(data, [...one, ...one, ...one, ...one, ...one])
  await images.dispose()
})
