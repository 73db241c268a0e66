import { AdapterError } from '@cmgsae/adapter'
import { describe, expect, it } from 'vitest'
import { bytesOf, wavFile, type WavOptions } from '../testing/wav-file.ts'
import { decodeWav } from './decode-wav.ts'

const samplesOf = (file: Uint8Array) => [...decodeWav(file, 'test.wav').samples]

describe('decodeWav', () => {
  it.each<[string, WavOptions, ArrayLike<number>, number[]]>([
    ['8 bits, unsigned', { bits: 8 }, [0, 64, 128, 192], [-1, -0.5, 0, 0.5]],
    ['16 bits', { bits: 16 }, bytesOf(Int16Array.of(-32768, -16384, 0, 8192)), [-1, -0.5, 0, 0.25]],
    ['24 bits', { bits: 24 }, [0, 0, 0x80, 0, 0, 0xc0, 0, 0, 0, 1, 0, 0], [-1, -0.5, 0, 2 ** -23]],
    ['20 bits in 24', { bits: 24 }, [0, 0, 0x40, 0xf0, 0xff, 0xff], [0.5, -(2 ** -19)]],
    ['32 bits', { bits: 32 }, bytesOf(Int32Array.of(-(2 ** 31), 2 ** 30, 0)), [-1, 0.5, 0]],
    ['floats', { tag: 3, bits: 32 }, bytesOf(Float32Array.of(-1, 0.25, 1.5)), [-1, 0.25, 1.5]],
    ['doubles', { tag: 3, bits: 64 }, bytesOf(Float64Array.of(-1, 0.25)), [-1, 0.25]],
    ['no samples', {}, [], []],
  ])('reads %s', (_, options, data, expected) => {
    expect(samplesOf(wavFile(data, options))).toEqual(expected)
    expect(samplesOf(wavFile(data, { ...options, extensible: true }))).toEqual(expected)
  })

  it('mixes two and six channels to their mean', () => {
    const data = bytesOf(Int16Array.of(16384, 8192, -8192, 8192, 0, 0))
    expect(samplesOf(wavFile(data, { channels: 2 }))).toEqual([0.375, 0, 0])
    expect(samplesOf(wavFile(data, { channels: 6 }))).toEqual([0.125])
  })

  it('tells the sample rate', () => {
    expect(decodeWav(wavFile([], { sampleRate: 96000 }), 'test.wav').sampleRate).toBe(96000)
  })

  it('steps over other chunks, of odd sizes too, and what follows the samples', () => {
    const file = wavFile([0, 64], { between: { LIST: [1, 2, 3], fact: [0, 0, 0, 0] } })
    const tail = new Uint8Array(file.length + 100)
    tail.set(file)
    expect(samplesOf(tail)).toEqual([0.5])
  })

  it.each([0, 0xffffffff, 1000])('reads to the end where the samples claim %d bytes', (claims) => {
    expect(samplesOf(wavFile([0, 64, 0, 32, 7], { claims }))).toEqual([0.5, 0.25])
  })

  it('reads from bytes that begin inside a buffer', () => {
    const file = wavFile([0, 64])
    const buffer = new Uint8Array(file.length + 3)
    buffer.set(file, 3)
    expect(samplesOf(buffer.subarray(3))).toEqual([0.5])
  })

  it.each<[string, Uint8Array, string]>([
    ['a codec', wavFile([0, 0], { tag: 17, bits: 4 }), 'codec 17 with 8 bits and 1 channels'],
    ['no channels', wavFile([0, 0], { channels: 0 }), '16 bits and 0 channels'],
    ['a cut format', wavFile([]).subarray(0, 30), 'format chunk is cut off'],
    ['no samples chunk', wavFile([]).subarray(0, 36), 'without samples'],
    ['samples first', wavFile([]).fill(0x20, 12, 16), 'without a format'],
  ])('refuses %s, with its name', (_, file, says) => {
    expect(() => samplesOf(file)).toThrow(AdapterError)
    expect(() => samplesOf(file)).toThrow(/^test\.wav: .*/)
    expect(() => samplesOf(file)).toThrow(says)
  })
})
