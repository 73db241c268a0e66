import { allclose } from '@cmgsae/vitest'
import { createRandom } from '@cmgsae/tensor'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byLatent } from './by-latent.ts'
import { invertSymmetric } from './cholesky.ts'
import { codesOf, matrixOf } from './codes-of.ts'
import { selectRows } from './features.ts'
import { keepLargest } from './keep-largest.ts'
import { allRows, multiply, transpose } from './product.ts'
import { stratifiedSplit } from './stratified-split.ts'

test('the tiled product equals the plain one for every remainder of the tile', () => {
  const random = createRandom(1)
  for (const [n, m, d] of [
    [1, 1, 1],
    [5, 3, 7],
    [6, 4, 2],
    [7, 5, 3],
    [8, 2, 4],
  ] as const) {
    const a = Float32Array.from({ length: n * d }, () => random.normal())
    const b = Float32Array.from({ length: m * d }, () => random.normal())
    const expected = Array.from({ length: n * m }, (_, at) => {
      let sum = 0
      for (let t = 0; t < d; t++) sum += a[Math.floor(at / m) * d + t]! * b[(at % m) * d + t]!
      return sum
    })
    const out = new Float32Array(n * m).fill(9)
    const left = allRows({ rows: n, cols: d, data: a })
    const right = allRows({ rows: m, cols: d, data: b })
    multiply(left, right, out)
    allclose(out, expected)
  }
  expect([
    ...transpose(
      matrixOf([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ),
  ]).toEqual([1, 4, 2, 5, 3, 6])
})

test('the Cholesky inverse undoes a positive matrix', () => {
  const random = createRandom(2)
  const d = 6
  const root = Float64Array.from({ length: d * d }, () => random.normal())
  const a = new Float64Array(d * d)
  for (let at = 0; at < a.length; at++) {
    for (let k = 0; k < d; k++)
      a[at]! += root[Math.floor(at / d) * d + k]! * root[(at % d) * d + k]!
    if (at % (d + 1) === 0) a[at]! += 0.5
  }
  const inverse = invertSymmetric(a, d)
  const product = Array.from({ length: d * d }, (_, at) => {
    let sum = 0
    for (let k = 0; k < d; k++) sum += a[Math.floor(at / d) * d + k]! * inverse[k * d + (at % d)]!
    return sum
  })
  allclose(
    product,
    product.map((_, at) => (at % (d + 1) === 0 ? 1 : 0)),
    { atol: 1e-9 },
  )
})

test('keepLargest keeps what sorting would, lower ids first among equals', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.nat(6), (keys, k) => {
      const top = keepLargest(k)
      for (const [id, key] of keys.entries()) top.offer(id, key)
      const expected = [...keys.entries()].sort(([i, a], [j, b]) => b - a || i - j).slice(0, k)
      expect(top.sorted().map(({ id, key }) => [id, key])).toEqual(expected)
    }),
  )
})

test('byLatent turns rows into columns and drops zeros', () => {
  const codes = codesOf([
    [1, 0, 2],
    [3, 0, 4],
  ])
  codes.values[1] = 0
  const { offsets, samples, values } = byLatent(codes)
  expect([[...offsets], [...samples], [...values]]).toEqual([
    [0, 2, 2, 3],
    [0, 1, 1],
    [1, 3, 4],
  ])
})

test('selectRows copies rows of codes and matrices in the given order', () => {
  const rows = [
    [1, 0],
    [2, 3],
    [0, 0],
  ]
  const picked = [2, 1, 1].map((n) => rows[n]!)
  expect(selectRows(codesOf(rows), [2, 1, 1])).toEqual(codesOf(picked))
  expect(selectRows(matrixOf(rows), [2, 1, 1])).toEqual(matrixOf(picked))
  expect(() => selectRows(codesOf(rows), [3])).toThrow(/row 3.*3 rows/)
})

test('a stratified split parts every class and never empties one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { minLength: 6 }), fc.nat(), (labels, seed) => {
      const { train, validation } = stratifiedSplit(labels, 0.2, seed)
      expect([...train, ...validation].sort((a, b) => a - b)).toEqual([...labels.keys()])
      const count = (rows: Uint32Array, label: number) =>
        rows.filter((n) => labels[n] === label).length
      for (const label of new Set(labels)) {
        const all = count(train, label) + count(validation, label)
        const held = all === 1 ? 0 : Math.max(1, Math.round(0.2 * all))
        expect(count(validation, label)).toBe(held)
      }
    }),
  )
  const labels = Array.from({ length: 40 }, (_, n) => n % 2)
  expect(stratifiedSplit(labels, 0.5, 1)).toEqual(stratifiedSplit(labels, 0.5, 1))
  expect(stratifiedSplit(labels, 0.5, 1)).not.toEqual(stratifiedSplit(labels, 0.5, 2))
  expect(() => stratifiedSplit([0, 1], 0.2, 0)).toThrow(/nothing to validate on/)
  expect(() => stratifiedSplit([0, 0], 20, 0)).toThrow(/fraction 20/)
})
