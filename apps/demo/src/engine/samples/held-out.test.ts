import { matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { heldOutRows } from './held-out.ts'

const split = { share: 0.25, by: 'image', seed: 3 }

it('holds out a share of the distinct rows, equal ones together, the same ones every time', () => {
  // Rows 2n and 2n + 1 are one picture.
  const x = matrix(
    16,
    2,
    Float32Array.from({ length: 32 }, (_, i) => Math.floor(i / 4) + (i % 2)),
  )
  const held = [...heldOutRows(x, split)]
  expect(held).toHaveLength(4)
  for (const n of held) expect(held).toContain(n % 2 === 0 ? n + 1 : n - 1)
  expect([...heldOutRows(x, split)]).toEqual(held)
  expect(heldOutRows(x, { ...split, share: 0 })).toHaveLength(0)
})

it('takes rows that are missing for different ones', () => {
  const x = matrix(4, 1, new Float32Array(4).fill(NaN))
  expect(heldOutRows(x, split)).toHaveLength(1)
})
