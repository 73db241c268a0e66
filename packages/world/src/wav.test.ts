import { expect, it } from 'vitest'
import { encodeWav } from './wav.ts'

it('writes the header of 16-bit PCM and clamped samples', () => {
  const bytes = encodeWav(Float32Array.of(0, 1, -0.5, 7), 16_000)
  const view = new DataView(bytes.buffer)
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data'])
  expect(view.getUint32(4, true)).toBe(44) // 52 bytes, less the first eight
  expect([20, 22, 32, 34].map((at) => view.getUint16(at, true))).toEqual([1, 1, 2, 16])
  expect([24, 28, 40].map((at) => view.getUint32(at, true))).toEqual([16_000, 32_000, 8])
  expect([44, 46, 48, 50].map((at) => view.getInt16(at, true))).toEqual([0, 32767, -16383, 32767])
})

it('refuses a rate that no header can hold', () => {
  expect(() => encodeWav(new Float32Array(1), 0.5)).toThrow(
    'the rate 0.5 must be a whole number of samples per second',
  )
})
