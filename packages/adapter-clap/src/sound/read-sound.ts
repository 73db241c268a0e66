import { checkSampleRate, fetchSound, monoSound } from './load-sound.ts'
import type { MonoSound } from './mono-sound.ts'
import { resampler } from './resampler.ts'
import { soundName, type SoundInput } from './sound-input.ts'

export interface ReadSoundOptions {
  /** Samples per second of the result. Default: those of the sound. */
  readonly sampleRate?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Decodes a sound as `clapSounds` does, the same in Node and in the browser: the mean of its
 * channels, resampled.
 * @throws AdapterError that names the input; signal.reason on an abort
 */
export async function readSound(
  input: SoundInput,
  { sampleRate, signal }: ReadSoundOptions = {},
): Promise<MonoSound> {
  const name = soundName(input, 0)
  const sound = await monoSound(await fetchSound(input, name, signal), name)
  if (sampleRate === undefined || sampleRate === sound.sampleRate) return sound
  checkSampleRate(sampleRate, 'readSound')
  const { length, read } = resampler(sound.sampleRate, sampleRate)
  const samples = new Float32Array(length(sound.samples.length))
  read(sound.samples, 0, samples)
  return { samples, sampleRate }
}
