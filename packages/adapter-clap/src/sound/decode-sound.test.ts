import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wavFile } from '../testing/wav-file.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { decodeSound } from './decode-sound.ts'

const fixture = (file: string) => readFileSync(new URL(`../../fixtures/${file}`, import.meta.url))

/** The amplitude of a sine of a multiple of 250 Hz: a Fourier sum over whole periods of them all. */
function amplitude(samples: Float32Array, sampleRate: number, frequency: number): number {
  const period = sampleRate / 250
  const count = Math.floor(samples.length / 2 / period) * period
  let real = 0
  let imaginary = 0
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * frequency * i) / sampleRate
    real += samples[i + 1000]! * Math.cos(angle)
    imaginary += samples[i + 1000]! * Math.sin(angle)
  }
  return (2 * Math.hypot(real, imaginary)) / count
}

describe('decodeSound', () => {
  // 0.5 s of 500 Hz, amplitude 0.5 on the left and 0.25 on the right.
  it.each<[string, number, number]>([
    ['sine.flac', 16000, 1e-3],
    ['sine-flac.ogg', 16000, 1e-3],
    ['sine-vorbis.ogg', 16000, 0.02],
    ['sine-opus.ogg', 48000, 0.02],
    ['sine.mp3', 24000, 0.03],
  ])('decodes %s: length, pitch and the mean of its channels', async (file, rate, tolerance) => {
    const { samples, sampleRate } = await decodeSound(fixture(file), file)
    expect(sampleRate).toBe(rate)
    expect(samples.length).toBe(rate / 2)
    expect(Math.abs(amplitude(samples, rate, 500) - 0.375)).toBeLessThan(tolerance)
    for (const other of [250, 750, 1000]) {
      expect(amplitude(samples, rate, other)).toBeLessThan(tolerance)
    }
  })

  it('decodes the same bytes twice alike, and leaves them as they were', async () => {
    const bytes = new Uint8Array(fixture('sine-vorbis.ogg'))
    const before = bytes.slice()
    const first = await decodeSound(bytes, 'a')
    expect(await decodeSound(bytes, 'b')).toEqual(first)
    expect(bytes).toEqual(before)
  })

  it('knows a wav by its bytes', async () => {
    const { samples } = await decodeSound(wavFile([0, 64]), 'sound.mp3')
    expect([...samples]).toEqual([0.5])
  })

  it.each<[string, Uint8Array, string]>([
    ['zero bytes', new Uint8Array(), 'x.wav: an empty file (0 bytes) is no sound'],
    ['text', new TextEncoder().encode('hello world, hello'), 'begins with "hello world,"'],
    ['three bytes', Uint8Array.of(82, 73, 70), 'begins with "RIF"'],
    ['a cut file', new Uint8Array(fixture('sine-vorbis.ogg')).subarray(0, 3000), 'is cut off or'],
    ['an Ogg file of another codec', oggPage('fishead\0'), 'begins with "OggS'],
  ])('refuses %s by name', async (_, bytes, says) => {
    const error = await refusalOf(decodeSound(bytes, 'x.wav'))
    expect(error.message).toMatch(/^x\.wav: /)
    expect(error.message).toContain(says)
  })
})

function oggPage(packet: string): Uint8Array {
  const page = new Uint8Array(28 + packet.length)
  page.set(new TextEncoder().encode('OggS'))
  page[26] = 1
  page[27] = packet.length
  page.set(new TextEncoder().encode(packet), 28)
  return page
}
