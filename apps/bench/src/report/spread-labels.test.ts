import { expect, it } from 'vitest'
import { spreadLabels } from './spread-labels.ts'

it('moves labels apart, keeps their order and stays inside', () => {
  expect(spreadLabels([50, 10, 12], 15, [0, 100])).toEqual([50, 10, 25])
  expect(spreadLabels([99, 98], 15, [0, 100])).toEqual([100, 85])
})
