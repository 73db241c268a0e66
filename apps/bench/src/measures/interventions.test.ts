import type { Model } from '@cmgsae/model'
import { densify, matrix, type SparseCodes } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { interventions } from './interventions.ts'

/** Two latents for each of three classes; a code is its own embedding. */
const model = {
  partition: { names: ['a', 'b', 'c'], of: Uint32Array.of(0, 0, 1, 1, 2, 2) },
  decode: async (codes: SparseCodes) => matrix(codes.rows, 6, densify(codes)),
} as unknown as Model

/** Each sample fires one latent of its class, one unit. */
const labels = Int32Array.of(0, 1, 2, 0, 1, 2)
const codes: SparseCodes = {
  rows: 6,
  latents: 6,
  offsets: Uint32Array.from({ length: 7 }, (_, n) => n),
  indices: Uint32Array.of(0, 2, 4, 1, 3, 5),
  values: new Float32Array(6).fill(1),
}
const targets = matrix(3, 6, Float32Array.of(1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1))

it('moves samples of other classes to the class, and random groups and flipped signs away', async () => {
  const setting = { train: codes, trainLabels: labels, test: codes, testLabels: labels }
  const found = await interventions(model, { ...setting, modality: 'image', targets, seed: 1 })
  // The profile of class a in its group is (½, ½): (1, 0 | ½, ½) of another class is as near to both.
  expect(found!.boostTarget).toBeGreaterThan(0.4)
  expect(found!.boostOthers).toBeLessThan(0)
  expect(found!.boostRandom).toBeLessThan(0.1)
  expect(found!.boostFlipped).toBeLessThan(-0.1)
})

it('says nothing without classes', async () => {
  const none = { trainLabels: labels.map(() => -1), testLabels: labels.map(() => -1) }
  const setting = { train: codes, test: codes, ...none, modality: 'image', targets, seed: 1 }
  expect(await interventions(model, setting)).toBeNull()
})
