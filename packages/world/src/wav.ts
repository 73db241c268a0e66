import { WorldError } from './errors.ts'

/**
 * A RIFF file of 16-bit PCM, mono. Samples are clamped to [−1, 1].
 * @throws WorldError for a rate that is no whole number of samples per second
 */
export function encodeWav(samples: Float32Array, rate: number): Uint8Array {
  if (!Number.isInteger(rate) || rate < 1) {
    throw new WorldError(`the rate ${rate} must be a whole number of samples per second`)
  }
  const bytes = new Uint8Array(44 + 2 * samples.length)
  const view = new DataView(bytes.buffer)
  const text = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at)
  text(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, 2 * rate, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, 2 * samples.length, true)
  for (let i = 0; i < samples.length; i++) {
    const clamped = Math.max(-1, Math.min(1, samples[i]!))
    view.setInt16(44 + 2 * i, Math.round(clamped * 32767), true)
  }
  return bytes
}
