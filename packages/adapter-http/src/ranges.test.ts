import { expect, it } from 'vitest'
import fc from 'fast-check'
import { createRanges } from './ranges.ts'

it('gives every input once and in order, whatever sizes are asked for and given back', () => {
  const steps = fc.array(fc.record({ size: fc.integer({ min: 1, max: 9 }), back: fc.boolean() }))
  fc.assert(
    fc.property(fc.nat(50), steps, (n, sizes) => {
      const ranges = createRanges(n)
      const taken: number[] = []
      for (const { size, back } of [...sizes, ...Array(n).fill({ size: 1, back: false })]) {
        const range = ranges.take(size)
        if (range === undefined) break
        expect(range.to - range.from).toBeLessThanOrEqual(size)
        if (back) ranges.giveBack(range)
        else for (let i = range.from; i < range.to; i++) taken.push(i)
      }
      expect(taken).toEqual(Array.from({ length: n }, (_, i) => i))
    }),
  )
})
