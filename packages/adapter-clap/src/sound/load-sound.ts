import { AdapterError } from '@cmgsae/adapter'
import { decodeSound } from './decode-sound.ts'
import { mix } from './mix.ts'
import type { MonoSound } from './mono-sound.ts'
import { readBytes } from './read-bytes.ts'
import { isSamples, type EncodedSound, type SoundInput, type SoundSamples } from './sound-input.ts'

const SLOWEST = 1_000
const FASTEST = 768_000

/**
 * Any input as one channel of finite samples, one or more.
 * @throws AdapterError that begins with `name`, where there is no such sound
 */
export async function loadSound(
  input: SoundInput,
  name: string,
  signal?: AbortSignal,
): Promise<MonoSound> {
  const sound = isSamples(input)
    ? mixSamples(input, name)
    : await decodeSound(await readBytes(checked(input, name), name, signal), name)
  const { samples, sampleRate } = sound
  if (samples.length === 0) {
    throw new AdapterError(`${name}: a sound of 0 samples, it must have one or more`)
  }
  if (!Number.isInteger(sampleRate) || sampleRate < SLOWEST || sampleRate > FASTEST) {
    throw new AdapterError(
      `${name}: ${sampleRate} samples a second, it must be a whole number from ${SLOWEST} to ${FASTEST}`,
    )
  }
  const broken = samples.findIndex((value) => !Number.isFinite(value))
  if (broken >= 0) {
    throw new AdapterError(`${name}: sample ${broken} is ${samples[broken]}, it must be finite`)
  }
  return sound
}

function checked(input: EncodedSound, name: string): EncodedSound {
  if (typeof input === 'string' || encoded.some((kind) => input instanceof kind)) return input
  throw new AdapterError(
    `${name}: a value of type ${typeof input} is no sound, give a path, URL, Blob, bytes or { samples, sampleRate }`,
  )
}

const encoded = [URL, Blob, ArrayBuffer, Uint8Array]

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
