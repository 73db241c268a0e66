import { createRandom, matrix, type Matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { ridgeFve } from './ridge.ts'

const random = createRandom(1)
const noise = (rows: number, cols: number) =>
  matrix(rows, cols, Float32Array.from({ length: rows * cols }, random.normal))

/** y = (2·x₀ − x₁ + 3, x₁) */
function mapped(x: Matrix): Matrix {
  const y = matrix(x.rows, 2)
  for (let n = 0; n < x.rows; n++) {
    const [a = 0, b = 0] = x.data.subarray(n * 3, n * 3 + 3)
    y.data.set([2 * a - b + 3, b], n * 2)
  }
  return y
}

it('explains a linear map with an offset, and nothing of noise', () => {
  const x = noise(200, 3)
  const test = noise(80, 3)
  expect(ridgeFve({ x, y: mapped(x) }, { x: test, y: mapped(test) }, 0)).toBeGreaterThan(0.999)
  const unrelated = ridgeFve({ x, y: noise(200, 2) }, { x: test, y: noise(80, 2) }, 0)
  expect(unrelated).toBeLessThan(0.05)
})
