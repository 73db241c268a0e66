import { expect, it } from 'vitest'
import { undefinedMeasures } from '../measures/measures.ts'
import { differencesOf } from './differences.ts'
import type { Row } from './results.ts'
import type { Spread } from './spread.ts'

const spread = (...values: (number | null)[]): Spread => ({ mean: 0, sd: 0, values })
const row = (model: string, k: number, measures: Partial<Row>) =>
  ({
    ...undefinedMeasures,
    model,
    n: 3,
    k,
    learningRate: 1e-3,
    splits: [],
    curveOnly: false,
    ...measures,
  }) as Row

it('pairs what two rows have of the same split, and gives Student’s interval', () => {
  const rows = [
    row('separate', 8, { probe: spread(0.1, 0.2, 0.4), zeroShotDecoded: spread(0.5, 0.5, 0.5) }),
    row('cmgsae', 8, { probe: spread(0.2, null, 0.6), zeroShotCodes: spread(0.6, 0.7, 0.8) }),
    row('cmgsae', 16, { probe: spread(1, 1, 1), curveOnly: true }),
  ]
  const [probe, codes, ...others] = differencesOf(rows, ['image', 'text'])
  expect(others).toEqual([])
  // Differences .1 and .2: mean .15, sd .0707, and t of one degree of freedom is 12.7062.
  expect(probe).toMatchObject({ model: 'cmgsae', against: 'separate', k: [8, 8], n: 2 })
  expect(probe!.mean).toBeCloseTo(0.15, 9)
  expect(probe!.high - probe!.mean).toBeCloseTo((12.7062 * 0.0707107) / Math.SQRT2, 4)
  // Separate SAEs have no codes to compare: what they reach after decoding stands for them.
  expect(codes).toMatchObject({ measure: 'zero-shot, codes', n: 3 })
  expect(codes!.mean).toBeCloseTo(0.2, 9)
})

it('says nothing of a single split', () => {
  const rows = [
    row('separate', 8, { probe: spread(0.1) }),
    row('cmgsae', 8, { probe: spread(0.2) }),
  ]
  expect(differencesOf(rows, ['image', 'text'])).toEqual([])
})
