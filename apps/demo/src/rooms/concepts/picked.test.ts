import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPicked, writePicked } from './picked.ts'

it('writes runs of numbers as their ends', () => {
  expect(writePicked([7, 3, 4, 5, 12, 4])).toBe('3-5.7.12')
  expect(writePicked([])).toBeUndefined()
})

it('passes over what an address cannot mean', () => {
  expect(readPicked('3-5.x.9-7.600', 512)).toEqual([3, 4, 5])
  expect(readPicked('510-99999999', 512)).toEqual([510, 511])
  expect(readPicked(undefined, 512)).toEqual([])
})

it('reads what it wrote', () => {
  const sets = fc.uniqueArray(fc.nat(99))
  fc.assert(
    fc.property(sets, (numbers) => {
      expect(readPicked(writePicked(numbers), 100)).toEqual(numbers.sort((a, b) => a - b))
    }),
  )
})
