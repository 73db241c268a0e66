import { matrix, createRandom, type SparseCodes } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { ModelError } from './errors.ts'
import { preset } from './presets/index.ts'
import { override } from './recipe.ts'
import { createRefit } from './refit.ts'
import { train } from './train.ts'

const code = (values: number[], indices = values.map((_, i) => i)): SparseCodes => ({
  rows: 1,
  latents: 3,
  offsets: Uint32Array.of(0, values.length),
  indices: Uint32Array.from(indices),
  values: Float32Array.from(values),
})

// Atoms (1, 0), (0.6, 0.8) and (0, −1) in the plane.
const decoder = Float32Array.of(1, 0, 0.6, 0.8, 0, -1)
const plane = { atomWidth: 2, sampleWidth: 2 }
const spans = [{ x: 0, w: 0, width: 2 }]
const input = (data: number[], scale = 1) => ({
  data: Float32Array.from(data, (value) => value * scale),
  scales: Float64Array.of(scale),
})

it('solves the least squares of the selected atoms', () => {
  // 2·(1, 0) + 1·(0.6, 0.8), whatever the encoder said and however the input was scaled.
  for (const scale of [1, 0.5]) {
    const codes = code([0.3, 0.4])
    createRefit(decoder, plane, 0)(codes, input([2.6, 0.8], scale), () => spans)
    expect([...codes.values]).toEqual([expect.closeTo(2, 5), expect.closeTo(1, 5)])
  }
})

it('is drawn to what the encoder said, fully so by a large weight', () => {
  // One atom of norm 1: (⟨x, w⟩ + ρ z⁰) / (1 + ρ) = (2 + 1·0.5) / 2.
  const codes = code([0.5], [0])
  createRefit(decoder, plane, 1)(codes, input([2, 7]), () => spans)
  expect(codes.values[0]).toBeCloseTo(1.25, 6)
  const kept = code([0.3, 0.4])
  createRefit(decoder, plane, 1e9)(kept, input([2.6, 0.8]), () => spans)
  expect([...kept.values]).toEqual([expect.closeTo(0.3, 6), expect.closeTo(0.4, 6)])
})

it('drops a latent whose best value is none', () => {
  const codes = code([1, 1], [0, 2])
  createRefit(decoder, plane, 0)(codes, input([2, 3]), () => spans)
  expect([...codes.offsets]).toEqual([0, 1])
  expect(codes.indices[0]).toBe(0)
  expect(codes.values[0]).toBeCloseTo(2, 6)
})

it('of a model lowers the error, adds no latent, and copes with missing modalities', async () => {
  const random = createRandom(1)
  const noise = (rows: number, cols: number) =>
    matrix(rows, cols, Float32Array.from({ length: rows * cols }, random.normal))
  const a = noise(200, 12)
  const b = noise(200, 8)
  b.data.fill(NaN, 0, 8)
  const { model } = await train(
    {
      modalities: [
        { name: 'a', embeddings: a },
        { name: 'b', embeddings: b },
      ],
    },
    {
      recipe: override(preset('cmgsae'), {
        latents: 32,
        activation: { kind: 'topK', k: 4 },
        training: { epochs: 4 },
      }),
    },
  )
  const x = model.normalize(a, 'a')
  const codes = await model.encode({ a })
  const again = await model.encode({ a }, { refit: 0 })
  const error = (y: Float32Array, n: number) => {
    let sum = 0
    for (let j = 12 * n; j < 12 * (n + 1); j++) sum += (x.data[j]! - y[j]!) ** 2
    return sum
  }
  const before = (await model.decode(codes, 'a')).data
  const after = (await model.decode(again, 'a')).data
  for (let n = 0; n < 200; n++) {
    expect(error(after, n)).toBeLessThanOrEqual(error(before, n) + 1e-5)
    const own = codes.indices.subarray(codes.offsets[n]!, codes.offsets[n + 1]!)
    const kept = again.indices.subarray(again.offsets[n]!, again.offsets[n + 1]!)
    expect([...own]).toEqual(expect.arrayContaining([...kept]))
  }
  // Sample 0 has a alone: together with its missing b it is encoded as a alone is.
  const both = await model.encode({ a, b }, { refit: 0 })
  const first = (c: SparseCodes) => [...c.values.subarray(0, c.offsets[1]!)]
  expect(first(both)).toEqual(first(again))
  await expect(model.encode({ a }, { refit: -1 })).rejects.toThrow(ModelError)
})
