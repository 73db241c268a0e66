import { createRandom } from '@cmgsae/tensor'
import { expect, test } from 'vitest'
import { augmentPicture, augmentSound } from './augment.ts'

test('a picture moves as a whole, mirrored or not', () => {
  // A bright cross in the middle of three dark planes of 32×32.
  const size = 32
  const source = new Uint8Array(3 * size * size)
  for (const c of [0, 1, 2]) source[(c * size + 16) * size + 15] = 100 + c
  const places = new Set<number>()
  const random = createRandom(1)
  for (let i = 0; i < 200; i++) {
    const target = new Uint8Array(source.length)
    augmentPicture(target, source, random)
    const bright = [...target.keys()].filter((j) => target[j] !== 0)
    expect(bright.map((j) => target[j])).toEqual([100, 101, 102])
    const [place] = bright
    expect(bright.map((j) => j % (size * size))).toEqual([place, place, place])
    const [y, x] = [Math.floor(place! / size), place! % size]
    expect(Math.abs(y - 16)).toBeLessThanOrEqual(8)
    // Mirroring takes column 15 to 16.
    expect(x).toBeGreaterThanOrEqual(15 - 8)
    expect(x).toBeLessThanOrEqual(16 + 8)
    places.add(place!)
  }
  expect(places.size).toBeGreaterThan(100)
})

test('the edge of a picture fills what is laid bare', () => {
  const source = new Uint8Array(3 * 32 * 32).fill(7)
  const target = new Uint8Array(source.length)
  augmentPicture(target, source, createRandom(1))
  expect(target).toEqual(source)
})

test('a sound starts elsewhere and loses less than a fifth', () => {
  const [frames, bins] = [20, 2]
  const source = Int16Array.from({ length: frames * bins }, (_, i) => i)
  const random = createRandom(1)
  const starts = new Set<number>()
  for (let i = 0; i < 100; i++) {
    const target = new Int16Array(source.length)
    augmentSound(bins)(target, source, random)
    const kept = [...target.keys()].filter((j) => target[j] !== -10_000)
    const shifts = new Set(kept.map((j) => (target[j]! - j + source.length) % source.length))
    expect(shifts.size).toBe(1)
    expect(kept.length).toBeGreaterThan(0.8 * source.length)
    starts.add([...shifts][0]!)
  }
  // Frames stay whole.
  expect([...starts].every((start) => start % bins === 0)).toBe(true)
  expect(starts.size).toBe(frames)
})
