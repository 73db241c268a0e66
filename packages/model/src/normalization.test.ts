import { allclose } from '@cmgsae/vitest'
import { matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { denormalize, fitNormalization, isMissing, normalizeInto } from './normalization.ts'

it('divides by the norm, centres on the mean and scales to E‖x‖² = 1, missing rows left out', () => {
  const x = matrix(3, 2, Float32Array.of(3, 4, NaN, NaN, 0, 2))
  const statistics = fitNormalization(x, [0, 1, 2], { unit: true, center: true, scale: true })
  // Unit rows (0.6, 0.8) and (0, 1): mean (0.3, 0.9), each 0.1 from it in squared length.
  allclose(statistics.mean, [0.3, 0.9])
  expect(statistics.scale).toBeCloseTo(1 / Math.sqrt(0.1), 5)
  const out = new Float32Array(2)
  normalizeInto(Float32Array.of(3, 4), statistics, out)
  allclose(out, [0.3 / Math.sqrt(0.1), -0.1 / Math.sqrt(0.1)])
  denormalize(out, statistics)
  allclose(out, [0.6, 0.8])
})

it('leaves what the recipe does not ask for', () => {
  const x = matrix(2, 1, Float32Array.of(3, 5))
  const statistics = fitNormalization(x, [0, 1], { unit: false, center: false, scale: false })
  expect(statistics).toEqual({ unit: false, mean: Float32Array.of(0), scale: 1 })
})

it('counts rows without direction as missing', () => {
  expect(isMissing(Float32Array.of(NaN, NaN))).toBe(true)
  expect(isMissing(Float32Array.of(0, 0))).toBe(true)
  expect(isMissing(Float32Array.of(0, 1e-30))).toBe(false)
})
