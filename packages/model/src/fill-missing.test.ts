import { createRandom, gather, matrix, row, type Matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { fillMissing } from './fill-missing.ts'
import { preset } from './presets/index.ts'
import { override } from './recipe.ts'
import { train } from './train.ts'

const ROWS = 60

/** Samples whose number modulo 4 is not in the list lack the modality. */
function lacking(there: readonly number[], width: number, seed: number): Matrix {
  const random = createRandom(seed)
  return matrix(
    ROWS,
    width,
    Float32Array.from({ length: ROWS * width }, (_, i) =>
      there.includes(Math.floor(i / width) % 4) ? random.normal() : NaN,
    ),
  )
}

/** Samples have a and b, b and c, c alone, or d alone. */
const given = [
  { name: 'a', embeddings: lacking([0], 6, 1) },
  { name: 'b', embeddings: lacking([0, 1], 5, 2) },
  { name: 'c', embeddings: lacking([1, 2], 4, 3) },
  { name: 'd', embeddings: lacking([3], 3, 4) },
]
const recipe = override(preset('cmgsae'), {
  latents: 32,
  activation: { kind: 'topK', k: 4 },
  training: { epochs: 2 },
})
const { model } = await train({ modalities: given }, { recipe, seed: 1 })
const one = (s: number, n: number) => gather(given[s]!.embeddings, Uint32Array.of(n))
const predict = async (inputs: Record<string, Matrix>, name: string) =>
  row(await model.decode(await model.encode(inputs), name), 0)
const close = (a: Float32Array, b: Float32Array) =>
  a.forEach((value, j) => expect(value).toBeCloseTo(b[j]!, 5))

it('keeps what is there, predicts from those that meet, and goes over those in between', async () => {
  const before = given.map(({ embeddings }) => embeddings.data.slice())
  const filled = await fillMissing(model, given)
  expect(filled.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
  given.forEach(({ embeddings }, s) => expect(embeddings.data).toEqual(before[s]))
  given.forEach(({ embeddings }, s) =>
    before[s]!.forEach((value, i) => {
      if (!Number.isNaN(value)) expect(filled[s]!.embeddings.data[i]).toBe(embeddings.data[i])
    }),
  )
  const at = (s: number, n: number) => row(filled[s]!.embeddings, n)
  // a and b are there: c from b alone, which it meets.
  close(at(2, 0), await predict({ b: one(1, 0) }, 'c'))
  // b and c are there: a from b.
  close(at(0, 1), await predict({ b: one(1, 1) }, 'a'))
  // c alone: b, and a from that b.
  const b = await model.decode(await model.encode({ c: one(2, 2) }), 'b')
  close(at(1, 2), row(b, 0))
  close(at(0, 2), await predict({ b }, 'a'))
  // d meets none.
  for (const s of [0, 1, 2]) expect([...at(s, 3)].every(Number.isNaN)).toBe(true)
  expect([...at(3, 0)].every(Number.isNaN)).toBe(true)
})

it('reads all that a sample has of those that meet the missing one', async () => {
  const met = structuredClone(given.slice(0, 3))
  // One sample has all three.
  row(met[2]!.embeddings, 4).fill(1)
  const filled = await fillMissing(model, met)
  const a = await predict({ b: one(1, 1), c: one(2, 1) }, 'a')
  close(row(filled[0]!.embeddings, 1), a)
})

it('refuses unequal rows in one line, and stops when told to', async () => {
  const short = [given[0]!, { name: 'b', embeddings: matrix(3, 5) }]
  await expect(fillMissing(model, short)).rejects.toThrow('b has 3 rows and a has 60')
  const signal = AbortSignal.abort()
  await expect(fillMissing(model, given, { signal })).rejects.toThrow('aborted')
})
