import { expect, it } from 'vitest'
import { parseRetryAfter } from './retry-after.ts'
import { backOff } from './retry.ts'

it('doubles the wait up to 30 s, and shortens it by up to half', () => {
  expect([0, 1, 2, 6, 50].map((tried) => backOff(tried, 1))).toEqual([
    500, 1000, 2000, 30_000, 30_000,
  ])
  expect([0, 1, 2, 6, 50].map((tried) => backOff(tried, 0))).toEqual([
    250, 500, 1000, 15_000, 15_000,
  ])
})

const now = Date.UTC(2026, 0, 1, 12, 0, 0)

it.each<[string | null | undefined, number | undefined]>([
  ['0', 0],
  ['7', 7000],
  ['1.5', 1500],
  [' 7 ', 7000],
  ['Thu, 01 Jan 2026 12:00:09 GMT', 9000],
  // A clock that is ahead of ours.
  ['Thu, 01 Jan 2026 11:59:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('reads Retry-After %o', (header, ms) => {
  expect(parseRetryAfter(header, now)).toBe(ms)
})
