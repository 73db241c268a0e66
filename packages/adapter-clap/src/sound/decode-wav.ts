import { AdapterError } from '@cmgsae/adapter'
import type { MonoSound } from './mono-sound.ts'

interface WavFormat {
  /** 1 for whole numbers, 3 for floats, others for codecs. */
  tag: number
  channels: number
  sampleRate: number
  /** Bits of one sample as it lies in the file. */
  bits: number
}

/** Where a sample's own format tag lies, in the format that holds it as the start of a GUID. */
const EXTENSIBLE = 0xfffe

/** Reads one sample as a number in −1 … 1, by tag and bits. */
const readers: Record<string, (view: DataView, at: number) => number> = {
  '1/8': (view, at) => (view.getUint8(at) - 128) / 128,
  '1/16': (view, at) => view.getInt16(at, true) / 2 ** 15,
  '1/24': (view, at) => ((view.getInt16(at + 1, true) << 8) | view.getUint8(at)) / 2 ** 23,
  '1/32': (view, at) => view.getInt32(at, true) / 2 ** 31,
  '3/32': (view, at) => view.getFloat32(at, true),
  '3/64': (view, at) => view.getFloat64(at, true),
}

/**
 * The mean of a wav file's channels: 8, 16, 24 or 32-bit numbers, 32 or 64-bit floats, plain or
 * WAVE_FORMAT_EXTENSIBLE. A file that is cut off gives the samples it holds.
 * @throws AdapterError for another codec, or a file without a format or samples
 */
export function decodeWav(bytes: Uint8Array, name: string): MonoSound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let format: WavFormat | undefined
  for (let at = 12; at + 8 <= view.byteLength;) {
    const id = view.getUint32(at, false)
    const size = view.getUint32(at + 4, true)
    if (id === FMT) format = readFormat(view, at + 8, size, name)
    if (id === DATA) {
      if (!format) throw new AdapterError(`${name}: a wav file without a format before its samples`)
      // A program that writes to a pipe cannot know the size, and leaves 0 or the greatest number.
      const known = size > 0 ? size : Infinity
      return readSamples(view, at + 8, Math.min(known, view.byteLength - at - 8), format, name)
    }
    // Chunks begin at even places.
    at += 8 + size + (size % 2)
  }
  throw new AdapterError(`${name}: a wav file without samples`)
}

const FMT = 0x666d7420
const DATA = 0x64617461

function readFormat(view: DataView, at: number, size: number, name: string): WavFormat {
  const tag = at + 2 <= view.byteLength ? view.getUint16(at, true) : 0
  const needed = tag === EXTENSIBLE ? 26 : 16
  if (size < needed || at + needed > view.byteLength) {
    throw new AdapterError(`${name}: a wav file whose format chunk is cut off`)
  }
  return {
    tag: tag === EXTENSIBLE ? view.getUint16(at + 24, true) : tag,
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    // A 20-bit sample lies in 24 bits, at their upper end.
    bits: Math.ceil(view.getUint16(at + 14, true) / 8) * 8,
  }
}

function readSamples(
  view: DataView,
  at: number,
  size: number,
  { tag, channels, sampleRate, bits }: WavFormat,
  name: string,
): MonoSound {
  const read = readers[`${tag}/${bits}`]
  if (!read || channels === 0) {
    throw new AdapterError(
      `${name}: a wav file of codec ${tag} with ${bits} bits and ${channels} channels cannot be read: save it as 16-bit PCM`,
    )
  }
  const width = bits / 8
  const samples = new Float32Array(Math.floor(size / (width * channels)))
  for (let i = 0; i < samples.length; i++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++, at += width) sum += read(view, at)
    samples[i] = sum / channels
  }
  return { samples, sampleRate }
}
