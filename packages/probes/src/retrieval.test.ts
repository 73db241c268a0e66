import { createRandom, matrix } from '@cmgsae/tensor'
import { expect, test } from 'vitest'
import { codesOf, matrixOf } from './codes-of.ts'
import { retrieval } from './retrieval.ts'

test('ranks the own row by cosine, both ways', () => {
  const queries = [
    [1, 0],
    [1, 1],
    [0, 1],
  ]
  const gallery = [
    [1, 0],
    [1, 0.1],
    [0.1, 1],
  ]
  // Query 1 is as near to row 1 as to row 2 up to mirror symmetry: a tie, counted against it.
  for (const result of [
    retrieval(codesOf(queries), codesOf(gallery)),
    retrieval(matrixOf(queries), matrixOf(gallery)),
  ]) {
    expect(result.forward.r1).toBeCloseTo(2 / 3)
    expect(result.forward.mrr).toBeCloseTo((1 + 1 / 2 + 1) / 3)
    expect(result.forward.tieBlock).toEqual({ mean: 4 / 3, max: 2 })
    // Row 1 of the gallery is nearer to query 0 than to its own query 1.
    expect(result.backward.r1).toBeCloseTo(2 / 3)
    expect(result.backward.mrr).toBeCloseTo((1 + 1 / 2 + 1) / 3)
    expect(result.forward.r5).toBe(1)
  }
})

test('collapsed codes are worst, not perfect', () => {
  const collapsed = codesOf(Array.from({ length: 20 }, () => [1, 2]))
  const { forward } = retrieval(collapsed, collapsed)
  expect(forward).toMatchObject({ r1: 0, r5: 0, r10: 0, n: 20, tieBlock: { mean: 20, max: 20 } })
  expect(forward.mrr).toBeCloseTo(1 / 20, 12)
})

test('rows of equal id are relevant to each other; rows without a partner are not scored', () => {
  const queries = codesOf([
    [1, 0],
    [0, 1],
  ])
  const gallery = codesOf([
    [0, 1],
    [1, 0],
    [1, 1],
    [1, 1],
  ])
  const { forward, backward } = retrieval(queries, gallery, {
    relevant: { queries: [7, 8], gallery: [8, 7, 7, 9] },
  })
  expect(forward).toMatchObject({ r1: 1, mrr: 1, n: 2 })
  // Gallery row 2 is as near to query 1 as to its own query 0.
  expect(backward).toMatchObject({ r1: 2 / 3, n: 3 })
})

test('sparse and dense paths agree on random rows', () => {
  const random = createRandom(2)
  const rows = (n: number) =>
    Array.from({ length: n }, () =>
      Array.from({ length: 12 }, () => (random.uniform() < 0.3 ? random.uniform() : 0)),
    )
  const [a, b] = [rows(37), rows(37)]
  expect(retrieval(codesOf(a), codesOf(b))).toEqual(retrieval(matrixOf(a), matrixOf(b)))
})

test('refuses unequal sides without ids, wrong ids, and no partner at all', () => {
  expect(() => retrieval(matrix(2, 2), matrix(3, 2))).toThrow(/2 and 3/)
  const relevant = { queries: [1], gallery: [2, 3] }
  expect(() => retrieval(matrix(2, 2), matrix(2, 2), { relevant })).toThrow(/1 and 2 ids/)
  const apart = { queries: [1, 1], gallery: [2, 2] }
  expect(() => retrieval(matrix(2, 2), matrix(2, 2), { relevant: apart })).toThrow(/shares its id/)
})
