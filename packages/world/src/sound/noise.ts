import type { Dice } from '../dice.ts'
import { silence } from './signal.ts'

/** Falls by 0, 3 or 6 dB an octave. */
export type NoiseColour = 'white' | 'pink' | 'brown'

export interface NoiseOptions {
  readonly seconds: number
  readonly dice: Dice
  readonly colour?: NoiseColour
}

/** Noise of about unit spread. */
export function noise({ seconds, dice, colour = 'white' }: NoiseOptions): Float32Array {
  const out = silence(seconds)
  const { uniform } = dice
  const root3 = Math.sqrt(3)
  for (let i = 0; i < out.length; i++) out[i] = root3 * (2 * uniform() - 1)
  if (colour === 'pink') pinken(out)
  if (colour === 'brown') brown(out)
  return out
}

/** Paul Kellet's three poles, whose sum falls by 3 dB an octave. */
function pinken(signal: Float32Array): void {
  let [a, b, c] = [0, 0, 0]
  for (let i = 0; i < signal.length; i++) {
    const white = signal[i]!
    a = 0.99765 * a + 0.099046 * white
    b = 0.963 * b + 0.2965164 * white
    c = 0.57 * c + 1.0526913 * white
    signal[i] = 0.4 * (a + b + c + 0.1848 * white)
  }
}

/** A leaky sum of the noise. */
function brown(signal: Float32Array): void {
  let sum = 0
  for (let i = 0; i < signal.length; i++) {
    sum = 0.985 * sum + 0.1 * signal[i]!
    signal[i] = sum
  }
}
