import { describe, expect, it } from 'vitest'
import { createDice } from '../dice.ts'
import { members } from '../vocabulary/vocabulary.ts'
import { perform } from './compose-sound.ts'
import { powerSpectrum } from './spectrogram.ts'
import { CLOCK } from './voices/household.ts'
import { HEARTBEAT } from './voices/people.ts'
import { BELL, METRONOME } from './voices/signals.ts'
import { TAP } from './voices/water.ts'

interface Manner {
  readonly semitones?: number
  readonly pace?: number
  readonly seed?: number
}

function play(name: string, { semitones = 0, pace = 1, seed = 1 }: Manner = {}): Float32Array {
  const { concept } = members.find((member) => member.concept.name === name)!
  const manner = { semitones, pace, onset: 0, decibels: 0 }
  return perform({ concept, group: '', manner }, createDice(seed))
}

/** Strength of the sound in windows of 5 ms. */
function envelope(sound: Float32Array): number[] {
  return Array.from({ length: Math.floor(sound.length / 80) }, (_, i) =>
    Math.sqrt(sound.subarray(80 * i, 80 * i + 80).reduce((sum, v) => sum + v * v, 0) / 80),
  )
}

/** The lag, in seconds, at which the onsets of a sound repeat best, of those in a range. */
function period(sound: Float32Array, [shortest, longest]: readonly [number, number]): number {
  const strength = envelope(sound)
  const rises = strength.map((value, i) => Math.max(0, value - (strength[i - 1] ?? 0)))
  const [from, to] = [shortest, longest].map((seconds) => Math.round(seconds * 200))
  let [best, lag] = [-1, 0]
  for (let l = from!; l <= to!; l++) {
    let sum = 0
    for (let i = l; i < rises.length; i++)
      sum += rises[i]! * (rises[i - l]! + (rises[i - l - 1] ?? 0) + (rises[i - l + 1] ?? 0))
    if (sum > best) [best, lag] = [sum, l]
  }
  return lag / 200
}

/** The strongest frequency within a range, in Hz, from a window of half a second. */
function loudest(
  sound: Float32Array,
  from: number,
  [low, high]: readonly [number, number],
): number {
  const power = powerSpectrum(sound.slice(from * 16_000, from * 16_000 + 8192))
  const bin = 16_000 / 8192
  let best = Math.round(low / bin)
  for (let i = best; i <= high / bin; i++) if (power[i]! > power[best]!) best = i
  return best * bin
}

const peak = (sound: Float32Array) => sound.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
const mean = (sound: Float32Array) => sound.reduce((a, b) => a + b, 0) / sound.length
const semitonesBetween = (a: number, b: number) => 12 * Math.log2(a / b)

const heard = members.map(({ concept }) => concept).filter(({ play: sounds }) => sounds)

describe.each(heard)('the sound of $name', ({ name }) => {
  const usual = play(name)

  it('is finite, full-scale, of audible strength, and without offset', () => {
    for (const sound of [usual, play(name, { semitones: -4, pace: Math.SQRT1_2, seed: 3 })]) {
      expect(sound).toHaveLength(48_000)
      expect(peak(sound)).toBeCloseTo(1, 5)
      expect(Number.isFinite(mean(sound))).toBe(true)
      expect(mean(sound.map(Math.abs))).toBeGreaterThan(0.005)
      expect(Math.abs(mean(sound))).toBeLessThan(0.025)
    }
  })

  it('depends on its dice, pitch and pace alone', () => {
    const same = (other: Float32Array) =>
      Buffer.from(other.buffer).equals(Buffer.from(usual.buffer))
    expect(same(play(name))).toBe(true)
    expect(same(play(name, { semitones: 3 }))).toBe(false)
    expect(same(play(name, { pace: 1.2 }))).toBe(false)
  })
})

describe('rhythm', () => {
  it.each([
    ['clock', 2 * CLOCK, [0.5, 1]],
    ['metronome', METRONOME, [0.3, 0.8]],
    ['tap', TAP, [0.4, 0.9]],
    ['heartbeat', HEARTBEAT, [0.6, 1.1]],
  ] as const)('of the %s repeats every %d s, and faster with its pace', (name, every, range) => {
    expect(period(play(name), range)).toBeCloseTo(every, 1.5)
    const quick = range.map((seconds) => seconds / 1.25) as [number, number]
    expect(period(play(name, { pace: 1.25 }), quick)).toBeCloseTo(every / 1.25, 1.5)
  })

  it('of the clock alternates between tick and tock', () => {
    expect(period(play('clock'), [0.2, 0.5])).toBeCloseTo(CLOCK, 1.5)
  })

  it('of the helicopter is that of its blades', () => {
    expect(1 / period(play('helicopter'), [0.06, 0.12])).toBeCloseTo(1 / 0.088, -0.5)
  })
})

describe('pitch', () => {
  it.each([-3, 0, 4])(
    'of the bell has its hum, prime and minor third at %d semitones',
    (semitones) => {
      const f = BELL * 2 ** (semitones / 12)
      const sound = play('bell', { semitones })
      for (const partial of [f, 2 * f, 2.4 * f]) {
        const found = loudest(sound, 0.2, [partial * 0.94, partial * 1.06])
        expect(Math.abs(semitonesBetween(found, partial))).toBeLessThan(0.2)
      }
    },
  )

  it('of the ship is far below that of the whistle', () => {
    expect(loudest(play('ship'), 1, [40, 7000])).toBeLessThan(600)
    expect(loudest(play('whistle'), 0.3, [40, 7000])).toBeGreaterThan(2400)
  })

  it('of the siren wanders by more than an octave', () => {
    const sound = play('siren')
    const heights = Array.from({ length: 25 }, (_, i) => loudest(sound, i * 0.1, [300, 1700]))
    expect(semitonesBetween(Math.max(...heights), Math.min(...heights))).toBeGreaterThan(10)
  })

  it('of the cuckoo falls by a major third', () => {
    const sound = play('cuckoo')
    const power = powerSpectrum(sound.slice(0, 16_384))
    const near = (hertz: number) => {
      const i = Math.round((hertz * 16_384) / 16_000)
      return power.subarray(i - 8, i + 9).reduce((a, b) => a + b, 0)
    }
    expect(near(660)).toBeGreaterThan(20 * near(594))
    expect(near(528)).toBeGreaterThan(20 * near(594))
  })

  it.each(['violin', 'flute', 'trumpet', 'xylophone', 'piano', 'siren', 'owl', 'cuckoo'])(
    'of the %s goes up by the asked semitones',
    (name) => {
      const [usual, higher] = [play(name), play(name, { semitones: 3 })]
      const [a, b] = [usual, higher].map((sound) => centroid(sound))
      expect(b! / a!).toBeGreaterThan(1.04)
    },
  )
})

/** Mean frequency by power, on a logarithmic axis, in Hz. */
function centroid(sound: Float32Array): number {
  const power = powerSpectrum(sound.slice(0, 32_768))
  let [sum, all] = [0, 0]
  for (let i = 100; i < power.length; i++) {
    sum += power[i]! * Math.log(i)
    all += power[i]!
  }
  return Math.exp(sum / all)
}
