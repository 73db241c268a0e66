import { allclose } from '@cmgsae/vitest'
import { matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { denormalize, isMissing, normalizeInto } from './normalization.ts'
import { takeStatistics } from './statistics.ts'

it('divides by the norm, centres on the mean and scales to E‖x‖² = 1, missing rows left out', async () => {
  const x = matrix(3, 2, Float32Array.of(3, 4, NaN, NaN, 0, 2))
  const split = { train: Uint32Array.of(0, 1, 2), validation: new Uint32Array(0) }
  const other = matrix(3, 1, Float32Array.of(1, 2, 3))
  const recipe = { unit: true, center: true, scale: true }
  const statistics = (await takeStatistics([x, other], split, recipe)).normalizations[0]!
  // Unit rows (0.6, 0.8) and (0, 1): mean (0.3, 0.9), each 0.1 from it in squared length.
  allclose(statistics.mean, [0.3, 0.9])
  expect(statistics.scale).toBeCloseTo(1 / Math.sqrt(0.1), 5)
  const out = new Float32Array(2)
  normalizeInto(Float32Array.of(3, 4), statistics, out)
  allclose(out, [0.3 / Math.sqrt(0.1), -0.1 / Math.sqrt(0.1)])
  denormalize(out, statistics)
  allclose(out, [0.6, 0.8])
})

it('leaves what the recipe does not ask for', async () => {
  const x = matrix(2, 1, Float32Array.of(3, 5))
  const split = { train: Uint32Array.of(0, 1), validation: new Uint32Array(0) }
  const recipe = { unit: false, center: false, scale: false }
  const [statistics] = (await takeStatistics([x], split, recipe)).normalizations
  expect(statistics).toEqual({ unit: false, mean: Float32Array.of(0), scale: 1 })
})

it('counts rows without direction as missing', () => {
  expect(isMissing(Float32Array.of(NaN, NaN))).toBe(true)
  expect(isMissing(Float32Array.of(0, 0))).toBe(true)
  expect(isMissing(Float32Array.of(0, 1e-30))).toBe(false)
})
