import { describe, expect, it } from 'vitest'
import { createDice } from '../dice.ts'
import { beats, scattered } from './beats.ts'
import { at, held, product, struck, swinging, through } from './contour.ts'
import { shaped } from './control.ts'
import { filter } from './filter.ts'
import { noise } from './noise.ts'
import { pluck } from './pluck.ts'
import { ring } from './ring.ts'
import { mixInto, normalise, sequence, silence, strength } from './signal.ts'
import { powerSpectrum, spectrogram } from './spectrogram.ts'
import { saw, square, tone } from './tone.ts'

/** Amplitude at a frequency, by projection on its sine and cosine. */
function amplitude(signal: Float32Array, hertz: number): number {
  let [re, im] = [0, 0]
  for (let i = 0; i < signal.length; i++) {
    re += signal[i]! * Math.cos((2 * Math.PI * hertz * i) / 16_000)
    im += signal[i]! * Math.sin((2 * Math.PI * hertz * i) / 16_000)
  }
  return (2 * Math.hypot(re, im)) / signal.length
}

describe('contours', () => {
  it('go through their points in straight lines', () => {
    const contour = through([0, 1], [2, 5])
    expect([-1, 0, 0.5, 2, 9].map((t) => at(contour, t))).toEqual([1, 1, 2, 5, 5])
  })

  it('rise and fall as they say', () => {
    expect([0, 0.5, 1].map((t) => at(struck(1, 2), t))).toEqual([0, 0.5, 1])
    expect(at(struck(1, 2), 3)).toBeCloseTo(Math.exp(-1), 12)
    expect([0, 1, 5, 9.5, 10].map((t) => at(held(10, 1, 1), t))).toEqual([0, 1, 1, 0.5, 0])
    expect(at(product(3, swinging(1, 0.5, 1)), 0.25)).toBeCloseTo(4.5, 12)
  })

  it('shape a signal in place', () => {
    const signal = shaped(new Float32Array(64).fill(2), through([0, 0], [0.004, 1]))
    expect([signal[0], signal[16], signal[32]]).toEqual([0, 0.5, 1])
  })
})

describe('tone', () => {
  it('has its harmonics, and none above half the sample rate', () => {
    const signal = tone({ seconds: 1, hertz: 1000, harmonics: [1, 0, 0.5, 0, 0, 0, 0, 0.9] })
    expect(amplitude(signal, 1000)).toBeCloseTo(1, 2)
    expect(amplitude(signal, 3000)).toBeCloseTo(0.5, 2)
    expect(amplitude(signal, 2000)).toBeLessThan(0.01)
    expect(strength(tone({ seconds: 1, hertz: 5000, harmonics: saw }))).toBeCloseTo(Math.SQRT1_2, 2)
  })

  it('follows a pitch that moves', () => {
    const signal = tone({ seconds: 1, hertz: through([0, 400], [1, 800]) })
    // The phase after a second is the mean frequency: 600 whole turns, two crossings each.
    let crossings = 0
    for (let i = 1; i < signal.length; i++) if (signal[i - 1]! < 0 !== signal[i]! < 0) crossings++
    expect(Math.abs(crossings - 1200)).toBeLessThan(3)
  })

  it('leaves even harmonics out of a square', () => {
    expect(square.slice(0, 4)).toEqual([1, 0, 1 / 3, 0])
  })
})

describe('filter', () => {
  const through1k = (kind: 'lowpass' | 'highpass' | 'bandpass', hertz: number, q?: number) =>
    amplitude(
      filter(tone({ seconds: 1, hertz: 1000 }), { kind, hertz, ...(q !== undefined && { q }) }),
      1000,
    )

  it('halves the power at its corner', () => {
    expect(through1k('lowpass', 1000, Math.SQRT1_2)).toBeCloseTo(Math.SQRT1_2, 2)
    expect(through1k('highpass', 1000, Math.SQRT1_2)).toBeCloseTo(Math.SQRT1_2, 2)
    expect(through1k('bandpass', 1000, 5)).toBeCloseTo(1, 2)
  })

  it('stops by 12 dB an octave', () => {
    expect(through1k('lowpass', 250)).toBeLessThan(0.07)
    expect(through1k('highpass', 4000)).toBeLessThan(0.07)
    expect(through1k('bandpass', 4000, 5)).toBeLessThan(0.07)
  })
})

describe('bodies', () => {
  it('ring at their modes and fall to 1/e in the given time', () => {
    const signal = ring(1, [[500, 1, 0.2]])
    const peak = (from: number) =>
      signal.subarray(from, from + 64).reduce((a, b) => Math.max(a, Math.abs(b)), 0)
    expect(signal[0]).toBe(0)
    expect(signal[8]).toBeCloseTo(Math.exp(-8 / 3200), 3) // a quarter of its 32 samples
    expect(peak(3200) / peak(0)).toBeCloseTo(Math.exp(-1), 2)
  })

  it('pluck a string of the given pitch', () => {
    const signal = pluck({ seconds: 1, hertz: 220, fall: 0.5, dice: createDice(1) })
    const wide = powerSpectrum(signal.subarray(800, 800 + 8192))
    const low = wide.subarray(0, 160) // below 312 Hz
    expect((low.indexOf(Math.max(...low)) * 16_000) / 8192).toBeCloseTo(220, -0.5)
  })
})

describe('noise', () => {
  it.each([
    ['white', 0],
    ['pink', -3],
    ['brown', -6],
  ] as const)('that is %s falls by %d dB an octave', (colour, slope) => {
    const signal = noise({ seconds: 4, dice: createDice(3), colour })
    const power = powerSpectrum(signal.subarray(0, 32_768))
    const band = (hertz: number) => {
      const [from, to] = [hertz, 2 * hertz].map((f) => Math.round((f * 32_768) / 16_000))
      const bins = power.subarray(from, to)
      return 10 * Math.log10(bins.reduce((a, b) => a + b, 0) / bins.length)
    }
    expect((band(1600) - band(200)) / 3).toBeCloseTo(slope, -0.1)
  })
})

describe('time', () => {
  it('keeps a beat, and scatters at a rate', () => {
    expect(beats({ every: 0.5, until: 2, dice: createDice(1) })).toEqual([0, 0.5, 1, 1.5])
    const stray = beats({ every: 0.5, stray: 0.1, from: 1, dice: createDice(1) })
    for (const [i, t] of stray.entries()) expect(Math.abs(t - 1 - i / 2)).toBeLessThan(0.05)
    const many = scattered(1000, createDice(2), 10)
    expect(many.length / 10_000).toBeCloseTo(1, 1)
    expect(many.every((t, i) => i === 0 || t > many[i - 1]!)).toBe(true)
  })

  it('mixes at a moment and cuts off what reaches beyond', () => {
    const target = silence(3 / 16_000)
    mixInto(target, Float32Array.of(1, 2, 3), { at: 1 / 16_000, gain: 2 })
    expect([...target]).toEqual([0, 2, 4])
    expect(sequence([[2.99995, new Float32Array(9)]])).toHaveLength(48_000)
    expect([...normalise(Float32Array.of(0.5, -2), 1)]).toEqual([0.25, -1])
    expect([...normalise(new Float32Array(2), 1)]).toEqual([0, 0])
    expect(strength(Float32Array.of(3, -4, 0, 0))).toBe(2.5)
  })
})

describe('spectrogram', () => {
  it('is loudest where the sound is', () => {
    const sound = silence(3)
    mixInto(sound, tone({ seconds: 1, hertz: 1000 }), { at: 1 })
    const { frames, bands, data } = spectrogram(sound, { frames: 30, bands: 20 })
    expect([frames, bands, data.length]).toEqual([30, 20, 600])
    // 20 bands from 50 Hz to 8 kHz: 1 kHz lies in band ⌊20 · log 20 / log 160⌋ = 11.
    expect(Math.max(...data)).toBeCloseTo(0, 5)
    expect(data[15 * 20 + 11]).toBeGreaterThan(-1)
    expect(data[15 * 20 + 3]).toBeLessThan(-60)
    expect(data[2 * 20 + 11]).toBe(-80)
  })

  it('refuses a sound shorter than its window', () => {
    expect(() => spectrogram(new Float32Array(100))).toThrow(
      'the sound has 100 samples; it must have 1024 or more',
    )
  })
})
