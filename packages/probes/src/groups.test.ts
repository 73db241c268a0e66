import { expect, test } from 'vitest'
import { codesOf } from './codes-of.ts'
import { groupAgreement } from './group-agreement.ts'
import { groupPurity } from './group-purity.ts'
import { mutualInformation } from './mutual-information.ts'

const partition = { names: ['a', 'b', 'c'], of: Uint32Array.of(0, 0, 1, 1, 2) }

test('mutual information of hand-made labellings', () => {
  expect(mutualInformation([0, 0, 1, 1], [5, 5, 3, 3])).toEqual({ information: Math.LN2, nmi: 1 })
  expect(mutualInformation([0, 0, 1, 1], [0, 1, 0, 1])).toEqual({ information: 0, nmi: 0 })
  expect(mutualInformation([0, 0], [1, 1])).toEqual({ information: 0, nmi: 0 })
  // Joint (0,0) ½, (0,1) ¼, (1,1) ¼.
  const { information } = mutualInformation([0, 0, 0, 1], [0, 0, 1, 1])
  const h = (p: number) => -p * Math.log(p)
  expect(information).toBeCloseTo(h(0.75) + h(0.25) + 2 * h(0.5) - h(0.5) - 2 * h(0.25), 12)
})

test('groups that each serve one class have NMI 1 and purity 1, shuffled labels less', () => {
  const rows = Array.from({ length: 40 }, (_, n) => (n % 2 ? [0, 0, 3, 4, 0] : [5, 0, 0, 0, 0]))
  const labels = Array.from({ length: 40 }, (_, n) => n % 2)
  const result = groupPurity(codesOf(rows), partition, labels)
  expect(result.nmi).toBeCloseTo(1, 12)
  expect(result.purity).toBe(1)
  expect([...result.topClass]).toEqual([0, 1, -1])
  expect(result.shuffled.nmi).toBeLessThan(0.3)
  expect(result.shuffled.purity).toBeLessThan(0.75)
})

test('activity is ‖z_g‖₂ averaged within classes, so that class sizes do not matter', () => {
  // Group a: class 0 has mean 5, class 1 has (1 + 3 + 2)/3 = 2. Group b: class 1 only, 4/3.
  const codes = codesOf([
    [3, 4, 0, 0, 0],
    [1, 0, 0, 0, 0],
    [3, 0, 0, 4, 0],
    [0, 2, 0, 0, 0],
  ])
  const { purity, topClass } = groupPurity(codes, partition, [0, 1, 1, 1])
  expect(purity).toBeCloseTo((5 + 4 / 3) / (5 + 2 + 4 / 3), 12)
  expect([...topClass]).toEqual([0, 1, -1])
})

test('agreement counts groups active on both sides', () => {
  expect(groupAgreement([0, 1, -1, 2], [0, 2, 1, 2])).toEqual({ agreement: 2 / 3, groups: 3 })
  expect(groupAgreement([-1], [0])).toEqual({ agreement: 0, groups: 0 })
  expect(() => groupAgreement([0], [0, 1])).toThrow(/1 and 2/)
})
