import type { Random } from '@cmgsae/tensor'
import type { StoredArray } from '../data/stored-type.ts'

/** Writes a variant of a stored input that deserves the same caption over `target`. */
export type Augment = (target: StoredArray, source: StoredArray, random: Random) => void

/** −100 dB, the least that the extractor gives, in hundredths. */
const FLOOR = -10_000

/** Furthest that a picture moves, in pixels. */
const SHIFT = 8

/** Mirrors every other picture and moves it a little; its edge fills what is laid bare. */
export const augmentPicture: Augment = (target, source, random) => {
  const size = Math.sqrt(source.length / 3)
  const mirrored = random.uniform() < 0.5
  const down = random.integer(2 * SHIFT + 1) - SHIFT
  const right = random.integer(2 * SHIFT + 1) - SHIFT
  const clamp = (i: number) => Math.min(size - 1, Math.max(0, i))
  const columns = Int32Array.from({ length: size }, (_, x) => {
    const column = clamp(x - right)
    return mirrored ? size - 1 - column : column
  })
  for (let channel = 0; channel < 3; channel++) {
    for (let y = 0; y < size; y++) {
      const from = (channel * size + clamp(y - down)) * size
      const to = (channel * size + y) * size
      for (let x = 0; x < size; x++) target[to + x] = source[from + columns[x]!]!
    }
  }
}

/** Starts every sound elsewhere, its end before its beginning, and silences a stretch of it. */
export function augmentSound(bins: number): Augment {
  return (target, source, random) => {
    const frames = source.length / bins
    const start = random.integer(frames) * bins
    target.set(source.subarray(start))
    target.set(source.subarray(0, start), source.length - start)
    const gap = random.integer(Math.floor(frames / 5)) * bins
    const at = random.integer(frames) * bins
    target.fill(FLOOR, at, Math.min(target.length, at + gap))
  }
}
