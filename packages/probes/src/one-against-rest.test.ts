import { createRandom } from '@cmgsae/tensor'
import { expect, test } from 'vitest'
import { codesOf } from './codes-of.ts'
import { kSparseProbe } from './k-sparse-probe.ts'
import { bestThreshold, oneLatentProbe } from './one-latent-probe.ts'

test('the threshold of best balanced accuracy lies midway between scores', () => {
  expect(bestThreshold(Float64Array.of(0, 1, 2, 4), Uint8Array.of(0, 0, 1, 1))).toBe(1.5)
  expect(bestThreshold(Float64Array.of(0, 0, 0, 3), Uint8Array.of(0, 0, 1, 1))).toBe(1.5)
})

test('a latent that fires for one class alone is a perfect probe', () => {
  const part = (rows: number) => ({
    features: codesOf(
      Array.from({ length: rows }, (_, n) => [0.5, n % 3 === 0 ? 2 : 0, n % 3 === 1 ? 1 : 0, 0]),
    ),
    labels: Array.from({ length: rows }, (_, n) => n % 3),
  })
  const { classes } = oneLatentProbe({ train: part(12), test: part(9) })
  expect(classes[0]).toEqual({ class: 0, latents: [1], accuracy: 1, auc: 1 })
  expect(classes[1]).toEqual({ class: 1, latents: [2], accuracy: 1, auc: 1 })
  // Class 2 has no latent of its own: any is silent or constant on it.
  expect(classes[2]!.auc).toBeLessThanOrEqual(0.5)
})

/** A class that shows as latent 0 without latent 1. */
function exclusive(rows: number, seed: number) {
  const random = createRandom(seed)
  const features: number[][] = []
  const labels: number[] = []
  for (let n = 0; n < rows; n++) {
    const first = random.uniform() < 0.6
    const second = random.uniform() < 0.4
    features.push([first ? 1 : 0, second ? 1 : 0, random.uniform(), random.uniform()])
    labels.push(first && !second ? 1 : 0)
  }
  return { features: codesOf(features), labels }
}

test('two latents separate what one cannot', () => {
  const parts = { train: exclusive(300, 1), test: exclusive(200, 2) }
  const one = kSparseProbe({ ...parts, k: 1 })
  const two = kSparseProbe({ ...parts, k: 2 })
  expect(one.accuracy).toBeLessThan(0.95)
  expect(two).toMatchObject({ accuracy: 1, auc: 1 })
  expect([...two.classes[1]!.latents].toSorted((a, b) => a - b)).toEqual([0, 1])
})

test('rare classes weigh as much as the rest', () => {
  const rows = Array.from({ length: 100 }, (_, n) => [n < 4 ? 1 : 0, n % 10 === 0 ? 1 : 0])
  const labels = rows.map((_, n) => (n < 4 ? 1 : 0))
  const part = { features: codesOf(rows), labels }
  expect(kSparseProbe({ train: part, test: part, k: 1 }).accuracy).toBe(1)
})

test('refuses a single class, disjoint classes and an impossible k', () => {
  const part = (labels: number[]) => ({
    features: codesOf(labels.map((label) => [label + 1, 1])),
    labels,
  })
  expect(() => oneLatentProbe({ train: part([0, 0]), test: part([0, 1]) })).toThrow(
    /got 1 in train/,
  )
  expect(() => oneLatentProbe({ train: part([0, 1]), test: part([2, 3]) })).toThrow(/0 shared/)
  expect(() => kSparseProbe({ train: part([0, 1]), test: part([0, 1]), k: 3 })).toThrow(
    /k = 3.* 1 to 2/,
  )
})
