import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

const draw = (seed: number, count: number) => {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => random.uniform())
}

test('a seed gives the same numbers on every machine', () => {
  // From a separate transcription of splitmix32 and xoshiro128** in Python.
  expect(draw(0, 3).map((x) => x * 2 ** 32)).toEqual([1789933344, 44971166, 2521387044])
  expect(draw(42, 3).map((x) => x * 2 ** 32)).toEqual([660444221, 3652823732, 77672526])
})

test('a stream restarts from its seed, and nearby seeds differ', () => {
  expect(draw(7, 50)).toEqual(draw(7, 50))
  const starts = new Set(Array.from({ length: 1000 }, (_, seed) => draw(seed, 1)[0]))
  expect(starts.size).toBe(1000)
})

test('uniforms lie in [0, 1) with the moments of the uniform distribution', () => {
  const count = 100_000
  const values = draw(1, count)
  const mean = values.reduce((sum, x) => sum + x, 0) / count
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count
  expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0)
  expect(values.every((x) => x < 1)).toBe(true)
  // Four standard errors: 4·√(1/12n) and 4·√(1/180n).
  expect(Math.abs(mean - 1 / 2)).toBeLessThan(0.0037)
  expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.00095)
  const lag = values.slice(1).reduce((sum, x, i) => sum + (x - mean) * (values[i]! - mean), 0)
  expect(Math.abs(lag / count / variance)).toBeLessThan(0.0127)
})

test('normals have mean 0, variance 1, no skew and kurtosis 3', () => {
  const random = createRandom(2)
  const count = 100_000
  const values = Float64Array.from({ length: count }, () => random.normal())
  const moment = (k: number) => values.reduce((sum, x) => sum + x ** k, 0) / count
  expect(Math.abs(moment(1))).toBeLessThan(0.0127)
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.018)
  expect(Math.abs(moment(3))).toBeLessThan(0.049)
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.124)
})

test('integers are below the bound and equally likely', () => {
  const random = createRandom(3)
  const counts = new Uint32Array(7)
  for (let i = 0; i < 70_000; i++) counts[random.integer(7)]!++
  // χ² of 6 degrees of freedom exceeds 22.5 once in a thousand.
  const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
  expect(chi).toBeLessThan(22.5)
})

test('a shuffle permutes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), (list, seed) => {
      const shuffled = [...list]
      createRandom(seed).shuffle(shuffled)
      expect(shuffled.toSorted((a, b) => a - b)).toEqual(list.toSorted((a, b) => a - b))
    }),
  )
})

test('a shuffle reaches every order equally often', () => {
  const random = createRandom(4)
  const seen = new Map<string, number>()
  for (let i = 0; i < 6000; i++) {
    const order = Uint8Array.of(0, 1, 2)
    random.shuffle(order)
    seen.set(order.join(), (seen.get(order.join()) ?? 0) + 1)
  }
  const counts = [...seen.values()]
  expect(counts).toHaveLength(6)
  // χ² of 5 degrees of freedom exceeds 20.5 once in a thousand.
  const chi = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
  expect(chi).toBeLessThan(20.5)
})
