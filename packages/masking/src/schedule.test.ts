import { expect, test } from 'vitest'
import { cosine, linear } from './schedule.ts'

test('linear moves in a straight line between start and end', () => {
  const rate = linear({ from: 0.5, to: 0.1, start: 0.2, end: 0.6 })
  expect([0, 0.2, 0.6, 1].map(rate)).toEqual([0.5, 0.5, 0.1, 0.1])
  expect(rate(0.4)).toBeCloseTo(0.3, 12)
  expect(rate(0.3)).toBeCloseTo(0.4, 12)
})

test('cosine passes the middle at half time and leaves slowly', () => {
  const rate = cosine({ from: 0, to: 0.4 })
  expect(rate(0)).toBe(0)
  expect(rate(0.5)).toBeCloseTo(0.2, 12)
  // 0.4·(1 − cos 60°)/2
  expect(rate(1 / 3)).toBeCloseTo(0.1, 12)
  expect(rate(1)).toBe(0.4)
})

test('a schedule of no duration is a jump', () => {
  const rate = linear({ from: 0.1, to: 0.3, start: 0.5, end: 0.5 })
  expect([0.49, 0.5, 0.51].map(rate)).toEqual([0.1, 0.1, 0.3])
})

test('rates and times out of range are refused', () => {
  expect(() => linear({ from: 1, to: 0 })).toThrow('from is 1; it must be in [0, 1)')
  expect(() => cosine({ from: 0, to: -0.2 })).toThrow('to is -0.2;')
  expect(() => linear({ from: 0, to: 0.5, start: 0.8, end: 0.2 })).toThrow('start 0.8 and end 0.2')
  expect(() => linear({ from: 0, to: 0.5, end: NaN })).toThrow('end NaN')
})
