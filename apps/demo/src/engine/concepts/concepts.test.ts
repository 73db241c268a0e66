import { matrix, type SparseCodes } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { activations } from '../codes/activations.ts'
import { classShares } from './class-shares.ts'
import { conceptHistogram } from './concept-histogram.ts'
import { conceptTable } from './concept-table.ts'
import { directions, groupDirections, nearestDirections } from './directions.ts'
import { topSamples } from './top-samples.ts'

const codes = (rows: readonly Record<number, number>[]): SparseCodes => ({
  rows: rows.length,
  latents: 3,
  offsets: Uint32Array.of(
    0,
    ...rows.map((_, n) => rows.slice(0, n + 1).flatMap(Object.keys).length),
  ),
  indices: Uint32Array.from(rows.flatMap((row) => Object.keys(row).map(Number))),
  values: Float32Array.from(rows.flatMap((row) => Object.values(row))),
})
const image = activations(codes([{ 0: 1 }, { 0: 3, 1: 2 }, {}, { 1: 4 }]))
const audio = activations(codes([{ 0: 4 }, {}, {}, {}]))
const labels = Int32Array.of(0, 1, 1, -1)

it('has a column for every question', () => {
  const table = conceptTable({ image, audio }, labels, 2, new Uint32Array(3).fill(1))
  expect([...table.density['image']!]).toEqual([0.5, 0.5, 0])
  expect([...table.mean['image']!]).toEqual([2, 3, 0])
  expect([...table.max['image']!]).toEqual([3, 4, 0])
  // Mean activations over all four samples: 1 of image and 1 of audio.
  expect([...table.score['audio']!]).toEqual([0.5, 0, NaN])
  expect([...table.dead]).toEqual([0, 0, 1])
  // Of concept 0, 1 and 4 of 8 fall on class 0. Of concept 1, 2 of 6 on class 1, the rest on none.
  expect([...table.topClass]).toEqual([0, 1, -1])
  expect([...table.topShare]).toEqual([0.625, Math.fround(1 / 3), 0])
})

it('shares a concept among classes', () => {
  expect(classShares(image, 0, labels, { classes: 2, count: 5 })).toEqual([
    { class: 1, share: 0.75 },
    { class: 0, share: 0.25 },
  ])
})

it('counts activations in bins from 0 to the largest, which the last bin holds', () => {
  const { edges, counts, silent } = conceptHistogram(image, 1, 2)
  expect([[...edges], [...counts], silent]).toEqual([[0, 2, 4], [0, 2], 2])
  expect(conceptHistogram(image, 2, 2)).toMatchObject({ counts: Uint32Array.of(0, 0), silent: 4 })
})

it('lists samples, strongest first', () => {
  expect(topSamples(image, 0, 1)).toEqual({
    samples: Uint32Array.of(1),
    scores: Float32Array.of(3),
  })
})

it('finds what points the same way', () => {
  const all = directions([
    matrix(3, 1, Float32Array.of(3, 0, 0)),
    matrix(3, 1, Float32Array.of(4, 2, 0)),
  ])
  expect([...all.data]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, 1, 0, 0])
  const { indices, scores } = nearestDirections(all, 0, 2)
  expect([...indices]).toEqual([1, 2])
  expect(scores[0]).toBeCloseTo(0.8)
  const groups = groupDirections(all, { names: ['x', 'y'], of: Uint32Array.of(0, 0, 1) })
  expect(groups.data[0]! / groups.data[1]!).toBeCloseTo(0.6 / 1.8)
})
