import { AdapterError } from '@cmgsae/adapter'
import { decodeSound } from './decode-sound.ts'
import { mix } from './mix.ts'
import type { MonoSound } from './mono-sound.ts'
import { readBytes } from './read-bytes.ts'
import { isSamples, type EncodedSound, type SoundInput, type SoundSamples } from './sound-input.ts'

/** An input once it is in memory: the bytes of a file, or samples. */
export type RawSound = Uint8Array | SoundSamples

const SLOWEST = 1_000
const FASTEST = 768_000
const encoded = [URL, Blob, ArrayBuffer, Uint8Array]

/**
 * Fetches what an input names.
 * @throws AdapterError that begins with `name`, where it cannot be read or is of another kind
 * @throws signal.reason on an abort
 */
export async function fetchSound(
  input: SoundInput,
  name: string,
  signal?: AbortSignal,
): Promise<RawSound> {
  if (isSamples(input)) return input
  if (typeof input !== 'string' && !encoded.some((kind) => input instanceof kind)) {
    throw new AdapterError(
      `${name}: a value of type ${typeof input} is no sound, give a path, URL, Blob, bytes or { samples, sampleRate }`,
    )
  }
  return readBytes(input satisfies EncodedSound, name, signal)
}

/**
 * One channel of finite samples, one or more.
 * @throws AdapterError that begins with `name`, where there is no such sound
 */
export async function monoSound(raw: RawSound, name: string): Promise<MonoSound> {
  const sound = isSamples(raw) ? mixSamples(raw, name) : await decodeSound(raw, name)
  const { samples, sampleRate } = sound
  if (samples.length === 0) {
    throw new AdapterError(`${name}: a sound of 0 samples, it must have one or more`)
  }
  checkSampleRate(sampleRate, name)
  const broken = samples.findIndex((value) => !Number.isFinite(value))
  if (broken >= 0) {
    throw new AdapterError(`${name}: sample ${broken} is ${samples[broken]}, it must be finite`)
  }
  return sound
}

/** @throws AdapterError for a rate in Hz that no sound has */
export function checkSampleRate(sampleRate: number, name: string): void {
  if (Number.isInteger(sampleRate) && sampleRate >= SLOWEST && sampleRate <= FASTEST) return
  throw new AdapterError(
    `${name}: ${sampleRate} samples a second, it must be a whole number from ${SLOWEST} to ${FASTEST}`,
  )
}

function mixSamples({ samples, sampleRate }: SoundSamples, name: string): MonoSound {
  if (samples instanceof Float32Array) return { samples, sampleRate }
  if (!samples.every((channel) => channel instanceof Float32Array)) {
    throw new AdapterError(`${name}: samples must be a Float32Array, or one for each channel`)
  }
  const lengths = new Set(samples.map((channel) => channel.length))
  if (lengths.size > 1) {
    throw new AdapterError(
      `${name}: channels of ${[...lengths].join(' and ')} samples, they must be of one length`,
    )
  }
  return { samples: mix(samples), sampleRate }
}
