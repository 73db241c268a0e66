import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tinyClap } from './encoders/index.ts'
import { makeModel } from './make-model.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tiny-models-'))
})
afterEach(() => rm(root, { recursive: true }))

test('from a world to a folder with its card', { timeout: 60_000 }, async () => {
  const said: string[] = []
  const figures = await makeModel(tinyClap, {
    plan: { seed: 1, epochs: 1, batch: 4, rate: 1e-3 },
    world: { seed: 1, count: 10 },
    heldOut: { seeds: [2, 3], count: 4 },
    models: join(root, 'models'),
    cache: join(root, 'cache'),
    progress: (label) => (done, total) => said.push(`${label} ${done}/${total}`),
  })
  expect(figures.heldOut.map(({ seed }) => seed)).toEqual([2, 3])
  expect(
    (await readdir(join(root, 'models', 'tiny-clap'), { recursive: true })).toSorted(),
  ).toEqual([
    'README.md',
    'config.json',
    'figures.json',
    'onnx',
    'onnx/audio_model.onnx',
    'onnx/text_model.onnx',
    'preprocessor_config.json',
    'tokenizer.json',
    'tokenizer_config.json',
  ])
  // What is done leaves only the prepared inputs: the next training starts anew.
  expect(await readdir(join(root, 'cache'))).toEqual(['features'])
  expect(said.at(-1)).toBe('tiny-clap: scoring 2/2')
  expect(said).toContain('tiny-clap: training 2/2')
})
