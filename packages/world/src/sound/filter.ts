import { at, type Contour } from './contour.ts'
import { CONTROL } from './control.ts'
import { SAMPLE_RATE } from './voice.ts'

export interface FilterOptions {
  readonly kind: 'lowpass' | 'highpass' | 'bandpass'
  /** Its corner or centre. */
  readonly hertz: Contour
  /** How narrow it is; default 0.7, the flattest. */
  readonly q?: number
}

/** A filter of second order after Robert Bristow-Johnson's cookbook, in place. */
export function filter(signal: Float32Array, options: FilterOptions): Float32Array {
  let [b0, b1, b2, a1, a2] = coefficients(options, 0)
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  const moving = typeof options.hertz === 'function'
  for (let i = 0; i < signal.length; i++) {
    if (moving && i % CONTROL === 0) {
      ;[b0, b1, b2, a1, a2] = coefficients(options, i / SAMPLE_RATE)
    }
    const x = signal[i]!
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    signal[i] = y
  }
  return signal
}

type Coefficients = readonly [b0: number, b1: number, b2: number, a1: number, a2: number]

function coefficients({ kind, hertz, q = 0.7 }: FilterOptions, t: number): Coefficients {
  const corner = Math.min(0.48 * SAMPLE_RATE, Math.max(10, at(hertz, t)))
  const w = (2 * Math.PI * corner) / SAMPLE_RATE
  const [cos, alpha] = [Math.cos(w), Math.sin(w) / (2 * q)]
  const a0 = 1 + alpha
  const a = [(-2 * cos) / a0, (1 - alpha) / a0] as const
  if (kind === 'bandpass') return [alpha / a0, 0, -alpha / a0, ...a]
  const side = kind === 'lowpass' ? 1 - cos : 1 + cos
  const middle = kind === 'lowpass' ? side : -side
  return [side / 2 / a0, middle / a0, side / 2 / a0, ...a]
}

/** A resonance: where it lies, how narrow it is, and how strong. */
export type Resonance = readonly [hertz: Contour, q: number, gain: number]

/** The sum of what each resonance lets through: a throat, a box or a tube. */
export function resonate(signal: Float32Array, resonances: readonly Resonance[]): Float32Array {
  const out = new Float32Array(signal.length)
  for (const [hertz, q, gain] of resonances) {
    const part = filter(signal.slice(), { kind: 'bandpass', hertz, q })
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + gain * part[i]!
  }
  return out
}
