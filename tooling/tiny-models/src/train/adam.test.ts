import { expect, test } from 'vitest'
import { parameter } from '../graph/index.ts'
import { adamStep, createAdam } from './adam.ts'

test('the first step is the rate against the sign, the second follows the moments', () => {
  const bias = parameter('b', [2], Float32Array.of(1, 1))
  const state = createAdam([bias])
  adamStep([bias], { b: Float32Array.of(4, -0.1) }, state, { rate: 0.01 })
  expect(bias.values[0]).toBeCloseTo(0.99, 6)
  expect(bias.values[1]).toBeCloseTo(1.01, 6)
  // Moments of 4 then 2: m = (0.09·4 + 0.1·2)/0.19, v = (0.98·0.02·16 + 0.02·4)/(1 − 0.98²).
  adamStep([bias], { b: Float32Array.of(2, -0.1) }, state, { rate: 0.01 })
  const m = (0.9 * 0.1 * 4 + 0.1 * 2) / (1 - 0.9 ** 2)
  const v = (0.98 * 0.02 * 16 + 0.02 * 4) / (1 - 0.98 ** 2)
  expect(bias.values[0]).toBeCloseTo(0.99 - (0.01 * m) / Math.sqrt(v), 6)
})

test('matrices decay, biases by channel do not', () => {
  const w = parameter('w', [2, 2], Float32Array.of(1, 1, 1, 1))
  const gain = parameter('g', [1, 2, 1, 1], Float32Array.of(1, 1))
  const zero = { w: new Float32Array(4), g: new Float32Array(2) }
  adamStep([w, gain], zero, createAdam([w, gain]), { rate: 0.1, decay: 0.5 })
  expect([...w.values]).toEqual([1, 1, 1, 1].map((value) => Math.fround(value * 0.95)))
  expect([...gain.values]).toEqual([1, 1])
})
