import { expect, it } from 'vitest'
import { byteRange } from './byte-range.ts'

it('reads one range of bytes, as players ask for', () => {
  expect(byteRange('bytes=0-', 10)).toEqual({ first: 0, last: 9 })
  expect(byteRange('bytes=2-5', 10)).toEqual({ first: 2, last: 5 })
  expect(byteRange('bytes=2-50', 10)).toEqual({ first: 2, last: 9 })
  expect(byteRange('bytes=-3', 10)).toEqual({ first: 7, last: 9 })
  expect(byteRange('bytes=-30', 10)).toEqual({ first: 0, last: 9 })
})

it('takes everything where nothing, or something else, is asked for', () => {
  for (const header of [undefined, 'bytes=-', 'bytes=0-1,4-5', 'rows=1-2']) {
    expect(byteRange(header, 10)).toBeUndefined()
  }
})

it('finds nothing past the end', () => {
  expect(byteRange('bytes=10-', 10)).toBeNull()
  expect(byteRange('bytes=5-2', 10)).toBeNull()
  expect(byteRange('bytes=0-', 0)).toBeNull()
})
