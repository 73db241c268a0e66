import { soundTower } from '../towers/index.ts'
import { augmentSound } from './augment.ts'
import { MAX_TOKENS, PROJECTION, type DualEncoder } from './dual-encoder.ts'

const RATE = 16_000
/** Three seconds, the length of the world's sounds. */
const SAMPLES = 3 * RATE
const HOP = 400
/** A power of two, which the extractor transforms fastest: 32 ms, of which a fifth overlaps. */
const WINDOW = 512
const BINS = 64

export const tinyClap: DualEncoder = {
  name: 'tiny-clap',
  modality: 'audio',
  sensor: {
    file: 'audio_model',
    input: 'input_features',
    output: 'audio_embeds',
    shape: [1, Math.floor(SAMPLES / HOP) + 1, BINS],
    // Hundredths of a decibel, from the extractor's floor at −100 dB up to what fits.
    stored: { type: 'int16', scale: 0.01, offset: 0 },
    augment: augmentSound(BINS),
    build: soundTower,
  },
  text: { file: 'text_model', output: 'text_embeds' },
  preprocessor: {
    feature_extractor_type: 'ClapFeatureExtractor',
    sampling_rate: RATE,
    nb_max_samples: SAMPLES,
    max_length_s: SAMPLES / RATE,
    fft_window_size: WINDOW,
    nb_frequency_bins: WINDOW / 2 + 1,
    hop_length: HOP,
    feature_size: BINS,
    frequency_min: 50,
    frequency_max: RATE / 2,
    truncation: 'rand_trunc',
    padding: 'repeatpad',
    padding_value: 0,
    return_attention_mask: false,
  },
  config: {
    architectures: ['ClapModel'],
    model_type: 'clap',
    text_config: {
      model_type: 'clap_text_model',
      max_position_embeddings: MAX_TOKENS,
      projection_dim: PROJECTION,
    },
    audio_config: {
      model_type: 'clap_audio_model',
      num_mel_bins: BINS,
      projection_dim: PROJECTION,
    },
  },
}
