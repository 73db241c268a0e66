import { createRandom, matrix, row, type Matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { ModelError } from './errors.ts'
import { layout } from './layout.ts'
import { initialParameters } from './parameters.ts'
import { preset } from './presets/index.ts'
import { override, type Recipe, type RecipeOverrides } from './recipe.ts'
import { startFromSamples } from './start.ts'
import { takeStatistics } from './statistics.ts'
import { train } from './train.ts'

const rows = Uint32Array.from({ length: 12 }, (_, n) => n)
const random = createRandom(8)
const normal = (n: number, cols: number) =>
  matrix(
    n,
    cols,
    Float32Array.from({ length: n * cols }, () => random.normal()),
  )
const images = normal(12, 6)
/** Four texts, three images each. */
const texts = normal(12, 6)
for (const n of rows) row(texts, n).set(row(texts, n % 4))
const named = (embeddings: readonly Matrix[]) =>
  ['image', 'text'].map((name, s) => ({ name, embeddings: embeddings[s]! }))

async function start(overrides: RecipeOverrides) {
  const recipe = override(preset('cmgsae'), { latents: 8, ...overrides })
  const embeddings = [images, texts]
  const modalities = named(embeddings).map(({ name }) => ({ name, width: 6 }))
  const plan = layout(modalities, 8, recipe)
  const statistics = await takeStatistics(
    embeddings,
    { train: rows, validation: new Uint32Array() },
    recipe,
  )
  const before = initialParameters(plan, recipe, 1)
  const parameters = initialParameters(plan, recipe, 1)
  await startFromSamples({ embeddings, statistics, rows, seed: 1 }, plan, recipe, parameters)
  const unit = (x: Matrix, of: readonly number[]) => {
    const sum = new Float64Array(6)
    for (const n of of) {
      const { mean, scale } = statistics.normalizations[x === images ? 0 : 1]!
      const values = row(x, n)
      const norm = recipe.unit ? Math.hypot(...values) : 1
      for (let j = 0; j < 6; j++) sum[j]! += (values[j]! / norm - mean[j]!) * scale
    }
    return [...sum].map((value) => value / Math.hypot(...sum))
  }
  const part = (values: Float32Array, i: number, width: number, from: number) => [
    ...values.subarray(i * width + from, i * width + from + 6),
  ]
  return { recipe, before, parameters, unit, part }
}

const near = (a: readonly number[], b: readonly number[]) =>
  a.every((value, j) => Math.abs(value - b[j]!) < 1e-4)
const samples = { kind: 'samples', modality: null } as const

it('joint atoms: a text of its own each, beside the mean of its images; the rest stays random', async () => {
  const { parameters, before, unit, part } = await start({ start: samples, privateShare: 0 })
  const found: number[] = []
  for (let i = 0; i < 8; i++) {
    const text = part(parameters.decoder, i, 12, 6)
    const c = [0, 1, 2, 3].find((n) => near(text, unit(texts, [n])))
    if (c === undefined) {
      expect(text).toEqual(part(before.decoder, i, 12, 6))
      continue
    }
    found.push(c)
    expect(near(part(parameters.decoder, i, 12, 0), unit(images, [c, c + 4, c + 8]))).toBe(true)
  }
  expect(found.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3])
  expect(parameters.encoder).toEqual(parameters.decoder)
})

it('one encoder: the sample is what it reads and what every modality starts to write', async () => {
  const { parameters, unit, part } = await start({
    sharing: 'encoder',
    privateShare: 0,
    start: { kind: 'samples', modality: 'image' },
  })
  const found = Array.from({ length: 8 }, (_, i) => {
    const read = part(parameters.encoder!, i, 6, 0)
    expect(part(parameters.decoder, i, 12, 0)).toEqual(part(parameters.decoder, i, 12, 6))
    expect(near(part(parameters.decoder, i, 12, 6), read)).toBe(true)
    return [...rows].find((n) => near(read, unit(images, [n])))
  })
  expect(new Set(found).size).toBe(8)
  expect(found).not.toContain(undefined)
})

it('private atoms start from their own modality, zero in the other', async () => {
  const { parameters, unit, part } = await start({ start: samples, privateShare: 1 })
  for (let i = 0; i < 4; i++) {
    const image = part(parameters.decoder, i, 12, 0)
    expect([...rows].some((n) => near(image, unit(images, [n])))).toBe(true)
    expect(part(parameters.decoder, i, 12, 6)).toEqual([0, 0, 0, 0, 0, 0])
    const text = part(parameters.decoder, i + 4, 12, 6)
    expect([0, 1, 2, 3].some((n) => near(text, unit(texts, [n])))).toBe(true)
  }
})

it('names a modality that is not there, a start that is none, and tied atoms without a gain', async () => {
  const refused = async (overrides: RecipeOverrides) => {
    const recipe = override(preset('cmgsae'), { latents: 8, ...overrides })
    const error = await train({ modalities: named([images, texts]) }, { recipe }).catch((e) => e)
    expect(ModelError.isInstance(error)).toBe(true)
    return (error as Error).message
  }
  expect(await refused({ start: { kind: 'samples', modality: 'sound' } })).toBe(
    'start.modality is "sound"; it must be one of image, text',
  )
  expect(await refused({ start: { kind: 'zeros' } as unknown as Recipe['start'] })).toBe(
    'start.kind is "zeros"; it must be "random" or "samples"',
  )
  expect(await refused({ start: samples, tied: true })).toMatch('gain is false; it must be true')
  expect(await refused({ training: { encoderRate: 0 } })).toBe(
    'training.encoderRate is 0; it must be a number above 0',
  )
})

it('the encoder moves by its share of the learning rate', async () => {
  const recipe = override(preset('cmgsae'), {
    latents: 8,
    activation: { kind: 'topK', k: 8 },
    penalties: [],
    training: { epochs: 1, batch: 12, warmup: 0, decay: 0, learningRate: 1e-3, encoderRate: 0.25 },
  })
  const data = { modalities: named([images, texts]) }
  const { state } = await train(data, { recipe, seed: 2 })
  const plan = layout(
    data.modalities.map(({ name }) => ({ name, width: 6 })),
    8,
    recipe,
  )
  const before = initialParameters(plan, recipe, 2).encoder!
  // Adam's first step is the learning rate wherever there is a gradient.
  const moved = state.parameters.encoder!.map((value, i) => Math.abs(value - before[i]!))
  expect(Math.max(...moved)).toBeCloseTo(0.25e-3, 6)
})
