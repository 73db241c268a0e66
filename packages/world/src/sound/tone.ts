import { CONTROL, controlValues } from './control.ts'
import type { Contour } from './contour.ts'
import { silence } from './signal.ts'
import { SAMPLE_RATE } from './voice.ts'

const TABLE = 2048

export interface ToneOptions {
  readonly seconds: number
  readonly hertz: Contour
  /** Amplitudes of the fundamental and of its multiples; default: the fundamental alone. */
  readonly harmonics?: readonly number[]
}

/** Amplitudes 1/k: bright, like a bowed string or a horn. */
export const saw: readonly number[] = Array.from({ length: 24 }, (_, k) => 1 / (k + 1))
/** Odd harmonics only: hollow, like a pipe that is closed at one end. */
export const square: readonly number[] = saw.map((amplitude, k) => (k % 2 === 0 ? amplitude : 0))
/** All alike: thin and buzzing. */
export const buzz: readonly number[] = Array.from({ length: 24 }, () => 0.4)

/** A periodic wave; harmonics that half the sample rate cannot hold are left out. */
export function tone({ seconds, hertz, harmonics = [1] }: ToneOptions): Float32Array {
  const out = silence(seconds)
  const pitches = controlValues(hertz, out.length)
  const highest = pitches.reduce((a, b) => Math.max(a, b), 1)
  const table = waveTable(harmonics, Math.floor((0.48 * SAMPLE_RATE) / highest))
  let phase = 0
  for (let i = 0; i < out.length; i++) {
    const k = Math.trunc(i / CONTROL)
    const part = (i % CONTROL) / CONTROL
    const pitch = pitches[k]! + part * (pitches[k + 1]! - pitches[k]!)
    phase += pitch / SAMPLE_RATE
    phase -= Math.floor(phase)
    const x = phase * TABLE
    const j = Math.trunc(x)
    out[i] = table[j]! + (x - j) * (table[j + 1]! - table[j]!)
  }
  return out
}

const tables = new WeakMap<readonly number[], Map<number, Float32Array>>()

/** One period of the first `limit` harmonics, and its first sample again. */
function waveTable(harmonics: readonly number[], limit: number): Float32Array {
  const count = Math.min(harmonics.length, limit)
  const known = tables.get(harmonics) ?? new Map<number, Float32Array>()
  tables.set(harmonics, known)
  const found = known.get(count)
  if (found) return found
  const table = new Float32Array(TABLE + 1)
  for (let j = 0; j <= TABLE; j++) {
    let sum = 0
    for (let k = 0; k < count; k++) {
      sum += harmonics[k]! * Math.sin((2 * Math.PI * (k + 1) * j) / TABLE)
    }
    table[j] = sum
  }
  known.set(count, table)
  return table
}
