import type { MonoSound } from './mono-sound.ts'
import type { Resampler } from './resampler.ts'

/** A sound as windows of one length, each read when it is needed. */
export interface SoundWindows {
  readonly count: number
  /** Window i, a new array. */
  read(i: number): Float32Array
}

/**
 * Cuts a sound, resampled, into as few windows as cover it. They begin at equal distances, at most
 * a window apart; the first begins with the sound, the last ends with it. A sound shorter than a
 * window is repeated until the window is full.
 * @param length samples of one window, at the rate that `resampler` gives
 */
export function soundWindows(
  { samples }: MonoSound,
  resampler: Resampler,
  length: number,
): SoundWindows {
  const total = resampler.length(samples.length)
  const count = Math.ceil(total / length)
  const hop = count > 1 ? (total - length) / (count - 1) : 0
  return {
    count,
    read(i) {
      const window = new Float32Array(length)
      resampler.read(samples, Math.round(i * hop), window.subarray(0, total))
      for (let filled = total; filled < length; filled *= 2) window.copyWithin(filled, 0, filled)
      return window
    },
  }
}
