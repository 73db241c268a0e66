import { createRandom, matrix, type SparseCodes } from '@cmgsae/tensor'
import { expect, test } from 'vitest'
import { codesOf, matrixOf } from './codes-of.ts'
import { crossModalPrediction } from './cross-modal-prediction.ts'
import { meanCosine } from './mean-cosine.ts'
import { ridge } from './ridge.ts'

test('meanCosine averages rows, zero rows as 0, missing rows not at all', () => {
  const x = matrixOf([
    [1, 0],
    [1, 1],
    [0, 0],
    [NaN, NaN],
  ])
  const y = matrixOf([
    [2, 0],
    [1, 0],
    [1, 0],
    [1, 0],
  ])
  expect(meanCosine(x, y)).toBeCloseTo((1 + Math.SQRT1_2) / 3, 12)
})

function linearPairs(rows: number, noise: number, seed: number) {
  const random = createRandom(seed)
  const from = matrix(
    rows,
    3,
    Float32Array.from({ length: 3 * rows }, () => random.normal()),
  )
  const to = matrix(rows, 2)
  for (let n = 0; n < rows; n++) {
    const [a, b, c] = from.data.subarray(3 * n, 3 * n + 3)
    to.data[2 * n] = 2 * a! - b! + 5 + noise * random.normal()
    to.data[2 * n + 1] = c! + 0.5 * b! - 7 + noise * random.normal()
  }
  return { from, to }
}

test('ridge recovers a linear map with offset and little shrinkage', () => {
  const result = ridge({ train: linearPairs(80, 0, 1), test: linearPairs(40, 0, 2) })
  expect(result.fve).toBeGreaterThan(0.9999)
  expect(result.cosine).toBeGreaterThan(0.9999)
  expect(result.regularization).toBe(0.001)
})

test('ridge shrinks when there is nothing to learn, and never sees the test part', () => {
  const random = createRandom(9)
  const noise = (rows: number, cols: number) =>
    matrix(
      rows,
      cols,
      Float32Array.from({ length: rows * cols }, () => random.normal()),
    )
  const train = { from: noise(30, 20), to: noise(30, 2) }
  const first = ridge({ train, test: { from: noise(30, 20), to: noise(30, 2) } })
  const second = ridge({ train, test: linearPairsOf(noise(25, 20)) })
  expect(first.regularization).toBe(10)
  expect(second.regularization).toBe(10)
  expect(first.fve).toBeLessThan(0.1)
})

function linearPairsOf(from: ReturnType<typeof matrix>) {
  return {
    from,
    to: matrix(
      from.rows,
      2,
      from.data.filter((_, at) => at % from.cols < 2),
    ),
  }
}

test('ridge leaves incomplete training pairs out', () => {
  const train = linearPairs(60, 0.1, 3)
  const held = linearPairs(20, 0.1, 4)
  train.to.data.fill(NaN, 0, 4)
  expect(ridge({ train, test: held }).fve).toBeGreaterThan(0.98)
  expect(() => ridge({ train: { from: train.from, to: held.to }, test: held })).toThrow(/60 and 20/)
})

test('crossModalPrediction decodes the other modality from one alone', async () => {
  const seen: string[] = []
  const model = {
    async encode(inputs: Readonly<Record<string, unknown>>) {
      seen.push(...Object.keys(inputs))
      return codesOf([[1], [2]])
    },
    async decode(codes: SparseCodes, modality: string) {
      seen.push(modality)
      return matrixOf([...codes.values].map((value) => [value, 0]))
    },
  }
  const text = matrixOf([
    [1, 0],
    [3, 0],
  ])
  const result = await crossModalPrediction(
    model,
    { modality: 'image', x: matrixOf([[9], [9]]) },
    { modality: 'text', x: text },
  )
  expect(seen).toEqual(['image', 'text'])
  expect(result.fve).toBeCloseTo(0.5, 12)
  expect(result.cosine).toBe(1)
})
