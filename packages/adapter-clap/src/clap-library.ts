import type { Model, Pretrained, Tensor, Transformers } from '@cmgsae/adapter-transformers'

/** The classes of CLAP in transformers.js. */
export interface ClapLibrary extends Transformers {
  readonly ClapFeatureExtractor: new (config: object) => FeatureExtractor
  readonly ClapAudioModelWithProjection: Pretrained<Model>
  readonly ClapTextModelWithProjection: Pretrained<Model>
}

/** From samples to a log-mel spectrogram in dB, 1×1×frames×bins. */
export type FeatureExtractor = (
  samples: Float32Array,
) => Promise<{ readonly input_features: Tensor }>
