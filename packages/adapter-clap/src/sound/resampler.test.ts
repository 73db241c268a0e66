import { describe, expect, it } from 'vitest'
import { sine } from '../testing/wav-file.ts'
import { resampler } from './resampler.ts'

function resampled(samples: Float32Array, from: number, to: number): Float32Array {
  const { length, read } = resampler(from, to)
  const out = new Float32Array(length(samples.length))
  read(samples, 0, out)
  return out
}

/** 10 log₁₀ of the energy of a over that of a − b, away from the ends. */
function decibels(a: Float32Array, b: Float32Array): number {
  const inner = (x: Float32Array) => x.subarray(1000, x.length - 1000)
  const energy = (x: Float32Array) => x.reduce((sum, value) => sum + value * value, 0)
  const wanted = inner(a)
  return 10 * Math.log10(energy(wanted) / energy(wanted.map((value, i) => value - inner(b)[i]!)))
}

const rates = [
  [44100, 48000],
  [22050, 48000],
  [8000, 48000],
  [96000, 48000],
  [44100, 16000],
  [48000, 16000],
] as const

describe('resampler', () => {
  it.each(rates)('keeps sines from %d to %d Hz, 90 dB above the error', (from, to) => {
    for (const share of [0.02, 0.3, 0.6, 0.8]) {
      const frequency = (share * Math.min(from, to)) / 2
      const out = resampled(sine(frequency, { sampleRate: from }), from, to)
      expect(decibels(sine(frequency, { sampleRate: to }), out)).toBeGreaterThan(90)
    }
  })

  it.each([
    [96000, 48000],
    [48000, 16000],
  ])('removes from %d to %d Hz what the lower rate cannot hold', (from, to) => {
    const out = resampled(sine(0.51 * to, { sampleRate: from }), from, to)
    const inner = out.subarray(1000, out.length - 1000)
    expect(Math.max(...inner.map(Math.abs))).toBeLessThan(0.5 * 10 ** (-90 / 20))
  })

  it('keeps a constant', () => {
    const out = resampled(new Float32Array(4000).fill(0.75), 44100, 48000)
    for (const value of out.subarray(100, -100)) expect(value).toBeCloseTo(0.75, 6)
  })

  it('keeps the duration, rounded up', () => {
    expect(resampler(44100, 48000).length(220500)).toBe(240000)
    expect(resampler(48000, 16000).length(4)).toBe(2)
    expect(resampler(48000, 16000).length(1)).toBe(1)
  })

  it.each([
    [44100, 48000],
    [48000, 48000],
  ])('reads a part as it stands in the whole, zero beyond the end (%d to %d Hz)', (from, to) => {
    const samples = sine(440, { sampleRate: from, seconds: 0.1 })
    const whole = resampled(samples, from, to)
    const part = new Float32Array(500).fill(1)
    resampler(from, to).read(samples, 1234, part)
    expect(part).toEqual(whole.slice(1234, 1734))
    const end = new Float32Array(2000).fill(1)
    resampler(from, to).read(samples, whole.length - 100, end)
    expect(end.subarray(0, 100)).toEqual(whole.slice(-100))
    expect([...end.subarray(1000)].every((value) => value === 0)).toBe(true)
  })

  it('leaves equal rates alone', () => {
    const samples = sine(440)
    expect(resampled(samples, 16000, 16000)).toEqual(samples)
  })
})
