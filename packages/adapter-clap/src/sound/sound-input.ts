/**
 * A sound: a path (Node) or URL, a Blob or File, the bytes of a wav, flac, ogg (Vorbis, Opus, FLAC)
 * or mp3 file, or samples.
 */
export type SoundInput = EncodedSound | SoundSamples

/** A sound in a file format, which its first bytes tell. */
export type EncodedSound = string | URL | Blob | ArrayBuffer | Uint8Array

/** Samples in −1 … 1, of one channel or of several of one length, and how many a second. */
export interface SoundSamples {
  readonly samples: Float32Array | readonly Float32Array[]
  readonly sampleRate: number
}

export function isSamples(input: SoundInput): input is SoundSamples {
  return typeof input === 'object' && input !== null && 'samples' in input
}

/** What messages call input `i`: its path, its URL or its place in the batch. */
export function soundName(input: unknown, i: number): string {
  const text = input instanceof URL ? input.href : input
  if (typeof text === 'string') return text.length > 200 ? `${text.slice(0, 60)}…` : text
  if (typeof File !== 'undefined' && input instanceof File) return input.name
  return `input ${i}`
}
