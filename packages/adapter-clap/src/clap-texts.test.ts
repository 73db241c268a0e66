import { testAdapter } from '@cmgsae/adapter/testing'
import { allclose } from '@cmgsae/vitest'
import { expect, it } from 'vitest'
import { clapSounds } from './clap-sounds.ts'
import { clapTexts } from './clap-texts.ts'
import { SOUND_TEMPLATES } from './sound-templates.ts'
import { refusalOf } from './testing/refusal-of.ts'
import { TINY_CLAP } from './testing/tiny-clap.ts'

const inputs = ['a bell', 'rain', 'an engine and a dog, far away']

it('keeps the contract of adapters', async () => {
  const texts = await clapTexts({ folder: TINY_CLAP, batchSize: 2, templates: SOUND_TEMPLATES })
  expect((await testAdapter(texts, { inputs })).passed).toHaveLength(11)
})

it('shares model id and width with the sounds of its checkpoint', async () => {
  const texts = await clapTexts({ folder: TINY_CLAP })
  const sounds = await clapSounds({ folder: TINY_CLAP })
  expect([texts.modality, texts.modelId, texts.width]).toEqual(['text', sounds.modelId, 64])
  await Promise.all([texts.dispose(), sounds.dispose()])
})

it('averages the prompts of a text', async () => {
  const plain = await clapTexts({ folder: TINY_CLAP })
  const templates = ['a recording of {}', '{} nearby']
  const ensemble = await clapTexts({ folder: TINY_CLAP, templates })
  const { data } = await plain.embed(['a recording of rain', 'rain nearby'])
  const sum = data.slice(0, 64).map((value, i) => value + data[64 + i]!)
  const mean = sum.map((value) => value / Math.hypot(...sum))
  allclose((await ensemble.embed(['rain'])).data, mean, { atol: 1e-6 })
  await Promise.all([plain.dispose(), ensemble.dispose()])
})

it('cuts what is longer than the model takes', async () => {
  const texts = await clapTexts({ folder: TINY_CLAP })
  const { data } = await texts.embed(['bell '.repeat(1000), 'bell '.repeat(2000)])
  expect(data.slice(0, 64)).toEqual(data.slice(64))
  await texts.dispose()
})

it('refuses templates without a place for the text, and texts that are none', async () => {
  const bad = clapTexts({ folder: TINY_CLAP, templates: ['a sound'] })
  expect((await refusalOf(bad)).message).toContain("'a sound' has no {}")
  const texts = await clapTexts({ folder: TINY_CLAP })
  const number = texts.embed(['rain', 3 as unknown as string])
  expect((await refusalOf(number)).message).toContain('text 1 is 3')
  await texts.dispose()
})
