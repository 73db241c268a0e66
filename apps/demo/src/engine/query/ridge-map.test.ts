import { createRandom, gather, matrix } from '@cmgsae/tensor'
import { ridge } from '@cmgsae/probes'
import { allclose } from '@cmgsae/vitest'
import { expect, it } from 'vitest'
import { ridgeMap } from './ridge-map.ts'

it('maps points as the regression itself predicts them', () => {
  const source = createRandom(1)
  const random = (rows: number, cols: number) =>
    matrix(
      rows,
      cols,
      Float32Array.from({ length: rows * cols }, () => 1 + source.normal()),
    )
  const [from, to] = [random(60, 5), random(60, 3)]
  const rows = Uint32Array.of(4, 17, 50)
  const test = { from: gather(from, rows), to: gather(to, rows) }
  const map = ridgeMap(from, to)
  const expected = ridge({ train: { from, to }, test }).prediction
  const got = map(test.from)
  expect([got.rows, got.cols]).toEqual([3, 3])
  allclose(got.data, expected.data, { atol: 1e-4 })
  // One point alone has no variance, and needs none.
  allclose(map(gather(from, rows.subarray(0, 1))).data, expected.data.subarray(0, 3), {
    atol: 1e-4,
  })
})
