import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as transformers from '@huggingface/transformers'
import { Tensor } from 'onnxruntime-node'
import { createWorld } from '@cmgsae/world'
import { allclose } from '@cmgsae/vitest'
import { describe, expect, test } from 'vitest'
import { card } from './card.ts'
import { worldFingerprint } from './data/index.ts'
import { createExtract } from './data/extract.ts'
import { encoders, storedSensorGraph, textGraph } from './encoders/index.ts'
import { evaluate } from './evaluate/index.ts'
import { readFigures } from './figures.ts'
import { tokenIds } from './folder/index.ts'
import { compile } from './graph/index.ts'
import { HELD_OUT, PLANS, TRAINING_WORLD } from './settings.ts'
import { readParameters } from './testing/read-parameters.ts'
import { storedInitializer } from './towers/index.ts'

const offline = { local_files_only: true, dtype: 'fp32' } as const
const classes = {
  'tiny-clip': [
    transformers.CLIPVisionModelWithProjection,
    transformers.CLIPTextModelWithProjection,
  ],
  'tiny-clap': [
    transformers.ClapAudioModelWithProjection,
    transformers.ClapTextModelWithProjection,
  ],
} as const

describe.for(Object.keys(encoders) as (keyof typeof encoders)[])('%s', (name) => {
  const encoder = encoders[name]
  const { sensor, text } = encoder
  const folder = fileURLToPath(new URL(`../models/${name}`, import.meta.url))
  const json = async (file: string) =>
    JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<string, unknown>
  const parameters = async (file: string) =>
    readParameters(await readFile(join(folder, 'onnx', `${file}.onnx`)))

  test('takes 2 MB at most', async () => {
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    const sizes = files
      .filter((file) => file.isFile())
      .map(async (file) => (await stat(join(file.parentPath, file.name))).size)
    const total = (await Promise.all(sizes)).reduce((a, b) => a + b)
    expect(total).toBeGreaterThan(1e6)
    expect(total).toBeLessThanOrEqual(2e6)
  })

  test('has learnt from the world of now: if not, run `pnpm --filter @cmgsae/tiny-models train`', async () => {
    expect((await json('config.json'))['world']).toEqual({
      seed: TRAINING_WORLD.seed,
      fingerprint: worldFingerprint(encoder.modality),
    })
    const { training } = await readFigures(folder)
    expect(training).toMatchObject({ ...PLANS[name], worldSeed: TRAINING_WORLD.seed })
  })

  test('its card says what its figures say', async () => {
    const figures = await readFigures(folder)
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe(card(encoder, figures))
    expect(figures.heldOut.map(({ seed }) => seed)).toEqual([...HELD_OUT.seeds])
  })

  test('names the classes of a held-out world', { timeout: 60_000 }, async () => {
    const score = await evaluate(encoder, folder, { seed: 104, count: 100 })
    expect(score.samples).toBeGreaterThan(80)
    expect(score.zeroShot).toBeGreaterThan(0.85)
    expect(score.recallAt10).toBeGreaterThan(0.85)
  })

  test('transformers.js gives the vectors that training saw', async () => {
    const stored = await parameters(sensor.file)
    const program = await compile({
      y: storedSensorGraph(encoder, (tower) => storedInitializer(stored, tower), 2),
    })
    const world = createWorld({ seed: 7 })
    const samples = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
      .map((n) => world.sample(n))
      .filter(({ concepts: [main] }) => main!.seen && main!.heard)
      .slice(0, 2)
    const extract = createExtract(encoder)
    const inputs = await Promise.all(samples.map(extract))
    const { type, scale, offset } = sensor.stored
    const kept = inputs.flatMap((x) => [...x].map((value) => Math.round((value - offset) / scale)))
    const dims = [2, ...sensor.shape]
    const features = new Tensor(
      type,
      type === 'uint8' ? Uint8Array.from(kept) : Int16Array.from(kept),
      dims,
    )
    const { y } = await program.run({ features })
    await program.release()

    const model = await classes[name][0].from_pretrained(folder, offline)
    const data = Float32Array.from(inputs.flatMap((x) => [...x]))
    const output = await model({ [sensor.input]: new transformers.Tensor('float32', data, dims) })
    allclose(output[sensor.output].data as Float32Array, y!, { rtol: 1e-2, atol: 1e-2 })
    await model.dispose()
  })

  test('a text has the vector that training saw, padded or not', async () => {
    const stored = await parameters(text.file)
    const tokenizer = await transformers.AutoTokenizer.from_pretrained(folder, offline)
    const { model: words } = (await json('tokenizer.json')) as {
      model: { vocab: Record<string, number> }
    }
    const vocabulary = new Map(Object.entries(words.vocab))
    const program = await compile({
      y: textGraph({ vocabulary: vocabulary.size }, (tower) => storedInitializer(stored, tower)),
    })
    const caption = createWorld({ seed: 7 }).sample(3).caption
    const ids = tokenIds(caption, vocabulary)
    expect(ids).not.toContain(vocabulary.get('<unk>'))
    const { y } = await program.run({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]),
    })
    await program.release()

    const model = await classes[name][1].from_pretrained(folder, offline)
    const options = { padding: true, truncation: true }
    const alone = await model(tokenizer([caption], options))
    const padded = await model(tokenizer([caption, `${caption} ${caption}`], options))
    allclose(alone[text.output].data as Float32Array, y!, { rtol: 1e-4, atol: 1e-4 })
    allclose(padded[text.output].data.slice(0, 64) as Float32Array, y!, { rtol: 1e-4, atol: 1e-4 })
    await model.dispose()
  })
})
