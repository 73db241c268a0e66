import { expect, it } from 'vitest'
import { resampler } from './resampler.ts'
import { soundWindows } from './sound-windows.ts'

/** The windows of the samples 1, 2, 3 …, `length` each. */
function windowsOf(count: number, length: number): number[][] {
  const samples = Float32Array.from({ length: count }, (_, i) => i + 1)
  const sound = { samples, sampleRate: 8000 }
  const windows = soundWindows(sound, resampler(8000, 8000), length)
  return Array.from({ length: windows.count }, (_, i) => [...windows.read(i)])
}

it('repeats a short sound until the window is full', () => {
  expect(windowsOf(3, 8)).toEqual([[1, 2, 3, 1, 2, 3, 1, 2]])
  expect(windowsOf(4, 8)).toEqual([[1, 2, 3, 4, 1, 2, 3, 4]])
  expect(windowsOf(1, 3)).toEqual([[1, 1, 1]])
})

it('gives a sound of one window as it is', () => {
  expect(windowsOf(4, 4)).toEqual([[1, 2, 3, 4]])
})

it('spreads windows evenly from the start to the end of a long sound', () => {
  expect(windowsOf(5, 4)).toEqual([
    [1, 2, 3, 4],
    [2, 3, 4, 5],
  ])
  expect(windowsOf(8, 4)).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ])
  // Starts at 0, 2.5 and 5 of 9 samples.
  expect(windowsOf(9, 4)).toEqual([
    [1, 2, 3, 4],
    [4, 5, 6, 7],
    [6, 7, 8, 9],
  ])
})

it('counts in samples of the rate it gives', () => {
  const sound = { samples: new Float32Array(300).fill(0.5), sampleRate: 8000 }
  // 300 samples at 8 kHz are 600 at 16 kHz: two windows of 400.
  const windows = soundWindows(sound, resampler(8000, 16000), 400)
  expect(windows.count).toBe(2)
  expect(windows.read(1)).toHaveLength(400)
})
