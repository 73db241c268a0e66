/** One channel of samples, in −1 … 1 where they come from a file. */
export interface MonoSound {
  readonly samples: Float32Array
  /** Samples per second. */
  readonly sampleRate: number
}
