import { allclose } from '@cmgsae/vitest'
import { ClapFeatureExtractor } from '@huggingface/transformers'
import { expect, it } from 'vitest'
import { melFilters } from './mel-filters.ts'
import { melSpectrogram } from './mel-spectrogram.ts'
import { readWindowFormat } from './window-format.ts'

const real = {
  feature_size: 64,
  fft_window_size: 1024,
  frequency_max: 14000,
  frequency_min: 50,
  hop_length: 480,
  nb_frequency_bins: 513,
  nb_max_samples: 480000,
  padding: 'repeatpad',
  sampling_rate: 48000,
  truncation: 'rand_trunc',
}
const odd = {
  ...real,
  fft_window_size: 256,
  nb_frequency_bins: 129,
  frequency_min: 0,
  hop_length: 100,
}

/** Tones, noise and silence. */
function sound(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) =>
    i > length / 2 && i < length / 1.5
      ? 0
      : 0.3 * Math.sin(i / 20) + 0.1 * Math.sin(i * i) + 0.2 * Math.sin(i / 2),
  )
}

it.each([
  ['the real CLAP', real],
  [
    'windows of 3 s at 16 kHz',
    { ...real, sampling_rate: 16000, frequency_max: 8000, nb_max_samples: 48000 },
  ],
  ['an odd number of short frames', { ...odd, nb_max_samples: 1201 }],
  ['a window shorter than its frames', { ...odd, nb_max_samples: 90 }],
])('agrees with the extractor of transformers.js to 1e-4 dB: %s', async (_, config) => {
  const window = sound(config.nb_max_samples)
  const { input_features } = await new ClapFeatureExtractor(config)(window)
  const features = melSpectrogram(readWindowFormat(config))(window)
  allclose(features, input_features.data as Float32Array, { rtol: 0, atol: 1e-4 })
})

it('holds silence at −100 dB', () => {
  const features = melSpectrogram(readWindowFormat(real))(new Float32Array(480000))
  expect(new Set(features)).toEqual(new Set([-100]))
})

it('gives triangles of area one, up to the width of a bin', () => {
  const format = readWindowFormat(real)
  const width = format.sampleRate / format.frame
  // Wide triangles, so that the sum over bins is near the integral.
  for (const { weights } of melFilters(format).slice(-10)) {
    expect(weights.reduce((sum, weight) => sum + weight * width, 0)).toBeCloseTo(1, 2)
  }
})
