import { expect, it } from 'vitest'
import { pickMany } from './samples.ts'

it('picks every input, the same each time, and differently in each part of a batch', () => {
  for (const n of [2, 3, 4, 5, 8]) {
    const picks = pickMany(n, 67)
    expect(picks).toEqual(pickMany(n, 67))
    expect(new Set(picks)).toEqual(new Set(Array.from({ length: n }, (_, i) => i)))
    // An adapter that swaps two of its parts must not go unseen.
    expect(picks.slice(0, 32)).not.toEqual(picks.slice(32, 64))
  }
})
