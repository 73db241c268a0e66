import { matrix } from '@cmgsae/tensor'
import { describe, expect, it } from 'vitest'
import { coinciding } from './coinciding.ts'
import { heldOutRows } from './held-out-rows.ts'

describe('coinciding', () => {
  it('gives rows of equal values the number of the first', () => {
    const x = matrix(6, 2, Float32Array.of(1, 2, 1, 2, 2, 1, 1, 2, 2, 1, 0, 0))
    expect([...coinciding(x)]).toEqual([0, 0, 2, 0, 2, 5])
  })

  it('takes missing rows for different samples', () => {
    expect([...coinciding(matrix(2, 1, Float32Array.of(NaN, NaN)))]).toEqual([0, 1])
  })
})

describe('heldOutRows', () => {
  // Rows 2n and 2n + 1 are one picture.
  const ids = Uint32Array.from({ length: 16 }, (_, n) => n - (n % 2))

  it('holds out a share of the distinct rows, equal ones together, the same ones every time', () => {
    const held = [...heldOutRows(ids, { share: 0.25, seed: 3 })]
    expect(held).toHaveLength(4)
    for (const n of held) expect(held).toContain(n % 2 === 0 ? n + 1 : n - 1)
    expect([...heldOutRows(ids, { share: 0.25, seed: 3 })]).toEqual(held)
    expect([...heldOutRows(ids, { share: 0.25, seed: 4 })]).not.toEqual(held)
  })

  it('holds out nothing of a share of 0, and else at least one', () => {
    expect(heldOutRows(ids, { share: 0, seed: 3 })).toHaveLength(0)
    expect(heldOutRows(ids, { share: 0.01, seed: 3 })).toHaveLength(2)
  })
})
