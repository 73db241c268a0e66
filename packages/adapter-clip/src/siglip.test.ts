import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import onnxProto from 'onnx-proto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testAdapter } from '@cmgsae/adapter/testing'
import { allclose } from '@cmgsae/vitest'
import { clipImages } from './clip-images.ts'
import { clipTexts } from './clip-texts.ts'

const CLIP = new URL('../../../tooling/tiny-models/models/tiny-clip/', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'siglip-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The tiny CLIP in the layout of a SigLIP: another config.json, other names of outputs. */
beforeAll(() => {
  const json = (name: string, value: object) =>
    writeFileSync(join(folder, name), JSON.stringify(value))
  const original = (name: string) => readFileSync(new URL(name, CLIP))
  json('config.json', {
    model_type: 'siglip',
    text_config: { max_position_embeddings: 64 },
    vision_config: { hidden_size: 64 },
  })
  const { crop_size, do_center_crop, ...rest } = JSON.parse(
    String(original('preprocessor_config.json')),
  )
  expect(do_center_crop).toBe(true)
  json('preprocessor_config.json', {
    ...rest,
    image_processor_type: 'SiglipImageProcessor',
    size: crop_size,
  })
  for (const name of ['tokenizer.json', 'tokenizer_config.json']) {
    writeFileSync(join(folder, name), original(name))
  }
  mkdirSync(join(folder, 'onnx'))
  for (const name of ['onnx/vision_model.onnx', 'onnx/text_model.onnx']) {
    const model = onnxProto.onnx.ModelProto.decode(original(name))
    const [output] = model.graph!.output!
    for (const node of model.graph!.node!) {
      node.output = node.output!.map((value) => (value === output!.name ? 'pooler_output' : value))
    }
    output!.name = 'pooler_output'
    writeFileSync(join(folder, name), onnxProto.onnx.ModelProto.encode(model).finish())
  }
})

const picture = (seed: number) => ({
  width: 96,
  height: 96,
  data: Uint8Array.from({ length: 96 * 96 * 3 }, (_, i) => (i * seed) % 251),
})

it('embeds images as the contract says, and as the same weights do in CLIP', async () => {
  const inputs = [picture(3), picture(7), picture(11)]
  const [siglip, clip] = await Promise.all([clipImages({ folder }), clipImages({ folder: CLIP })])
  allclose((await siglip.embed(inputs)).data, (await clip.embed(inputs)).data)
  await clip.dispose()
  await testAdapter(siglip, { inputs })
})

it('embeds texts as the contract says, padded to their full length', async () => {
  const inputs = ['a dog', 'rain on a roof', 'a bell '.repeat(100)]
  const [siglip, clip] = await Promise.all([clipTexts({ folder }), clipTexts({ folder: CLIP })])
  expect([siglip.width, siglip.modality]).toEqual([64, 'text'])
  allclose((await siglip.embed(inputs)).data, (await clip.embed(inputs)).data, { atol: 1e-5 })
  await clip.dispose()
  await testAdapter(siglip, { inputs })
})
