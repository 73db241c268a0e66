import fc from 'fast-check'
import { matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { distinctRows } from './distinct-rows.ts'
import { splitByGroup } from './split-by-group.ts'
import { synthetic } from './synthetic.ts'

it('every row is on one side, and rows of one group on the same side', () => {
  const groups = fc.array(fc.nat(20), { minLength: 2, maxLength: 60 })
  fc.assert(
    fc.property(groups, fc.nat(), (of, seed) => {
      fc.pre(new Set(of).size > 1)
      const { train, test } = splitByGroup(of, { seed })
      expect([...train, ...test].sort((a, b) => a - b)).toEqual([...of.keys()])
      expect(train.length * test.length).toBeGreaterThan(0)
      const tested = new Set(Array.from(test, (n) => of[n]!))
      for (const n of train) expect(tested.has(of[n]!)).toBe(false)
    }),
  )
})

it('rows that differ by float16 rounding share an id', () => {
  const x = matrix(4, 3, Float32Array.of(1, 2, 2, 0, 3, 0, 1.0005, 2, 2, 1, 2, 2.1))
  expect([...distinctRows(x)]).toEqual([0, 1, 0, 2])
})

it('splits of the concept world differ by seed and repeat for one', () => {
  const world = synthetic({ samples: 60, seed: 0 })
  const rows = (index: number) => [...world.split(index).test.labels!]
  expect(rows(1)).toEqual(rows(1))
  expect(rows(1)).not.toEqual(rows(2))
})
