import { expect, it } from 'vitest'
import { heatOrder } from './heat-order.ts'

it('puts rows in the order of their strongest class, as they were where it is one', () => {
  const map = {
    groups: ['a', 'b', 'c', 'd'],
    classes: ['x', 'y', 'z'],
    values: [0, 0.1, 1, 1, 0.5, 0, 0.2, 1, 0, 1, 0, 0],
  }
  expect(heatOrder(map)).toEqual([1, 3, 2, 0])
})
