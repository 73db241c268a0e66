import { createRandom, createWasm, matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { modelMemory, trainingMemory } from './memory.ts'
import { preset, presets } from './presets/index.ts'
import { override } from './recipe.ts'
import { train } from './train.ts'
import type { TrainResult } from './train-options.ts'

const rows = 60
const width = 14
const random = createRandom(3)
const modalities = ['a', 'b'].map((name) => {
  const values = Float32Array.from({ length: rows * width }, () => random.normal())
  return { name, embeddings: matrix(rows, width, values) }
})

/** Six steps of 100 latents, which 3 shards share as 40, 32 and 28, and codes of all samples. */
async function trained(name: string, shards: number, threads: number) {
  const backend = await createWasm({ shards, threads, variant: 'plain', screen: true })
  const { activation } = presets[name as keyof typeof presets]
  const recipe = override(preset(name), {
    latents: 100,
    ...('k' in activation && { activation: { ...activation, k: 5 } }),
    training: { epochs: 3, batch: 30 },
  })
  const result = await train({ modalities }, { recipe, backend })
  const codes = await result.model.encode({ a: modalities[0]!.embeddings })
  const decoded = await result.model.decode(codes, 'b')
  backend.dispose()
  return { result, codes, decoded }
}

const losses = ({ history }: TrainResult) =>
  history.flatMap((epoch) => [epoch.reconstruction, epoch.penalty, epoch.l0])

it.each(Object.keys(presets))('trains %s on three shards as on one', async (name) => {
  const [one, three] = [await trained(name, 1, 1), await trained(name, 3, 1)]
  const expected = losses(one.result)
  for (const [i, loss] of losses(three.result).entries()) {
    expect(Math.abs(loss - expected[i]!)).toBeLessThan(1e-4 * Math.abs(expected[i]!) + 1e-9)
  }
  const { decoder } = one.result.state.parameters
  const other = three.result.state.parameters.decoder
  const furthest = decoder.reduce((most, w, i) => Math.max(most, Math.abs(w - other[i]!)), 0)
  expect(furthest).toBeLessThan(1e-4)
  expect(three.codes.indices).toEqual(one.codes.indices)
  const apart = one.decoded.data.map((x, i) => Math.abs(x - three.decoded.data[i]!))
  expect(Math.max(...apart)).toBeLessThan(1e-3)
})

it('gives the same bytes on any number of threads', async () => {
  const [one, three] = [await trained('cmgsae', 3, 1), await trained('cmgsae', 3, 3)]
  expect(three.result.state.parameters).toEqual(one.result.state.parameters)
  expect(three.codes).toEqual(one.codes)
})

it('counts what runs over latents apart from what a batch needs', async () => {
  const { result } = await trained('cmgsae', 1, 1)
  const dictionary = 100 * 2 * width
  expect(modelMemory(result.state).split).toBe(2 * 5 * dictionary)
  const { recipe } = result.state
  const need = trainingMemory(result.state.modalities, recipe, rows)
  expect(need.split).toBe(2 * 3 * 4 * dictionary)
  expect(need.whole).toBeGreaterThan(4 * 30 * 2 * width * 5)
  const refitted = trainingMemory(
    result.state.modalities,
    override(recipe, { refitDictionary: 1 }),
    rows,
  )
  expect(refitted.split - need.split).toBe(4 * 100 * (100 + width))
  const relu = override(recipe, { activation: { kind: 'relu', l0: 10 } })
  expect(trainingMemory(result.state.modalities, relu, rows).split).toBeGreaterThan(need.split)
})
