import { AdapterError } from '@cmgsae/adapter'

/** The sounds that a model takes, from its preprocessor_config.json. */
export interface WindowFormat {
  /** Samples per second. */
  readonly sampleRate: number
  /** Samples of one window. */
  readonly length: number
  /** Samples of one frame, a power of two. */
  readonly frame: number
  /** Samples from one frame to the next. */
  readonly hop: number
  /** Mel bands, and the frequencies in Hz that they span. */
  readonly bands: number
  readonly lowest: number
  readonly highest: number
}

/** @throws AdapterError for a checkpoint whose features cannot be made */
export function readWindowFormat(config: Readonly<Record<string, unknown>>): WindowFormat {
  const refuse = (key: string, remedy: string): never => {
    throw new AdapterError(
      `preprocessor_config.json says ${key} ${JSON.stringify(config[key])}, ${remedy}`,
    )
  }
  if (config['truncation'] !== 'rand_trunc') {
    refuse('truncation', 'only "rand_trunc" can be computed: choose an unfused checkpoint')
  }
  const positive = (key: string): number => {
    const value = config[key]
    if (Number.isInteger(value) && Number(value) > 0) return Number(value)
    return refuse(key, 'it must be a positive integer')
  }
  const frame = positive('fft_window_size')
  if ((frame & (frame - 1)) !== 0) refuse('fft_window_size', 'it must be a power of two')
  return {
    sampleRate: positive('sampling_rate'),
    length: positive('nb_max_samples'),
    frame,
    hop: positive('hop_length'),
    bands: positive('feature_size'),
    lowest: Number(config['frequency_min']),
    highest: positive('frequency_max'),
  }
}
