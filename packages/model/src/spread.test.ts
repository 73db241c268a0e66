import { createRandom, matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { spread } from './spread.ts'

/** Three directions, each several times. */
const copies = matrix(7, 2, Float32Array.of(1, 0, 0, 1, 1, 0, -1, 0, 0, 1, 1, 0, -1, 0))

it('takes each direction once and stops when nothing else is left', async () => {
  for (let seed = 0; seed < 20; seed++) {
    const { seeds, nearest } = await spread(copies, 6, createRandom(seed))
    const rows = seeds.map((n) => [...copies.data.subarray(2 * n, 2 * n + 2)].join())
    expect(rows.toSorted()).toEqual(['-1,0', '0,1', '1,0'])
    nearest.forEach((place, n) => {
      expect([...copies.data.subarray(2 * n, 2 * n + 2)].join()).toBe(rows[place])
    })
  }
})

it('draws by the squared distance to the nearest one before', async () => {
  // From (1, 0): (0, 1) is at 2 and (−1, 0) at 4 in square, so the latter comes twice as often.
  const x = matrix(3, 2, Float32Array.of(1, 0, 0, 1, -1, 0))
  let [side, opposite] = [0, 0]
  for (let seed = 0; seed < 3000; seed++) {
    const { seeds } = await spread(x, 2, createRandom(seed))
    if (seeds[0] !== 0) continue
    if (seeds[1] === 1) side++
    else opposite++
  }
  expect(opposite / side).toBeGreaterThan(1.7)
  expect(opposite / side).toBeLessThan(2.35)
})

it('ends when it is told to', async () => {
  const random = createRandom(3)
  const x = matrix(3000, 64)
  x.data.forEach((_, i) => (x.data[i] = random.normal() / 8))
  const abort = new AbortController()
  setTimeout(() => abort.abort(new Error('enough')), 50)
  await expect(spread(x, 3000, random, abort.signal)).rejects.toThrow('enough')
})
