import { AdapterError } from '@cmgsae/adapter'
import type { FeatureExtractor } from './clap-library.ts'
import type { MonoSound } from './sound/mono-sound.ts'
import { resampler, type Resampler } from './sound/resampler.ts'
import { soundWindows } from './sound/sound-windows.ts'

/** The sounds that a model takes, from its preprocessor_config.json. */
export interface WindowFormat {
  /** Samples per second. */
  readonly sampleRate: number
  /** Samples of one window. */
  readonly length: number
}

/** @throws AdapterError for a checkpoint whose features transformers.js cannot make */
export function readWindowFormat(config: Readonly<Record<string, unknown>>): WindowFormat {
  const { truncation, sampling_rate: sampleRate, nb_max_samples: length } = config
  if (truncation !== 'rand_trunc') {
    throw new AdapterError(
      `preprocessor_config.json says truncation ${JSON.stringify(truncation)}, only "rand_trunc" can be computed: choose an unfused checkpoint`,
    )
  }
  for (const [key, value] of Object.entries({
    sampling_rate: sampleRate,
    nb_max_samples: length,
  })) {
    if (!Number.isInteger(value) || Number(value) < 1) {
      throw new AdapterError(
        `preprocessor_config.json says ${key} ${JSON.stringify(value)}, it must be a positive integer`,
      )
    }
  }
  return { sampleRate: Number(sampleRate), length: Number(length) }
}

/** The features of a sound, one spectrogram a window. */
export type FeaturesOf = (sound: MonoSound, signal: AbortSignal) => Promise<Float32Array[]>

/**
 * Features of whole windows. The extractor gets exactly the samples of one, so it neither fills up
 * a short sound, where it leaves half of a 5.000 s one silent, nor crops a long one at random.
 */
export function soundFeatures(
  extractor: FeatureExtractor,
  { sampleRate, length }: WindowFormat,
): FeaturesOf {
  const resamplers = new Map<number, Resampler>()
  return async (sound, signal) => {
    const known = resamplers.get(sound.sampleRate) ?? resampler(sound.sampleRate, sampleRate)
    resamplers.set(sound.sampleRate, known)
    const windows = soundWindows(sound, known, length)
    const features: Float32Array[] = []
    for (let i = 0; i < windows.count; i++) {
      signal.throwIfAborted()
      const { input_features } = await extractor(windows.read(i))
      features.push(input_features.data as Float32Array)
    }
    return features
  }
}
