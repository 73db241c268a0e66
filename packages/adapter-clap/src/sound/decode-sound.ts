import { AdapterError } from '@cmgsae/adapter'
import { decodeWav } from './decode-wav.ts'
import { mix } from './mix.ts'
import type { MonoSound } from './mono-sound.ts'
import { soundFormat } from './sound-format.ts'

/** What the decoders of all compressed formats have in common. */
interface Decoder {
  decode(chunk: Uint8Array): Decoded
  flush?(): Decoded
  free(): void
}

interface Decoded {
  readonly channelData: readonly Float32Array[]
  readonly sampleRate: number
}

/** Loaded when the first file of their format comes: each holds a WebAssembly binary. */
const decoders = {
  flac: () => import('@audio/decode-flac'),
  vorbis: () => import('@audio/decode-vorbis'),
  opus: () => import('@audio/decode-opus'),
  mp3: () => import('@audio/decode-mp3'),
}

/** Bytes decoded at a time: all channels of a long sound never stand in memory together. */
const CHUNK = 2 ** 20

/**
 * The mean of the channels of a wav, flac, ogg or mp3 file, told apart by their bytes. A file that
 * is cut off gives what can be decoded of it. The same in Node and in the browser.
 * @throws AdapterError for another format, and where nothing can be decoded
 */
export async function decodeSound(bytes: Uint8Array, name: string): Promise<MonoSound> {
  if (bytes.length === 0) throw new AdapterError(`${name}: an empty file (0 bytes) is no sound`)
  const format = soundFormat(bytes)
  if (format === undefined) {
    throw new AdapterError(
      `${name}: no wav, flac, ogg (Vorbis, Opus, FLAC) or mp3, it begins with ${JSON.stringify(beginning(bytes))}: convert it to one of these`,
    )
  }
  if (format === 'wav') return decodeWav(bytes, name)
  const { decoder } = await decoders[format]()
  return decodeChunks(await decoder(), bytes, name)
}

function decodeChunks(decoder: Decoder, bytes: Uint8Array, name: string): MonoSound {
  const parts: Float32Array[] = []
  let sampleRate = 0
  const add = (decoded: Decoded) => {
    if (decoded.channelData.length === 0) return
    parts.push(mix(decoded.channelData))
    sampleRate = decoded.sampleRate
  }
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      add(decoder.decode(bytes.subarray(at, at + CHUNK)))
    }
    if (decoder.flush) add(decoder.flush())
  } catch (cause) {
    throw new AdapterError(`${name}: cannot be decoded: ${String(cause)}`, { cause })
  } finally {
    decoder.free()
  }
  if (parts.length === 0) {
    throw new AdapterError(`${name}: no sound can be decoded, the file is cut off or broken`)
  }
  return { samples: joined(parts), sampleRate }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  if (parts.length === 1) return parts[0]!
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function beginning(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 12))
}
