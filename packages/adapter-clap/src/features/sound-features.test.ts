import { allclose } from '@cmgsae/vitest'
import { ClapFeatureExtractor } from '@huggingface/transformers'
import { describe, expect, it } from 'vitest'
import { sine } from '../testing/wav-file.ts'
import { soundFeatures } from './sound-features.ts'
import { readWindowFormat } from './window-format.ts'

/** What the real CLAP (clap-htsat-unfused) says of its sounds. */
const config = {
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
const extractor = new ClapFeatureExtractor(config)
const featuresOf = soundFeatures(readWindowFormat(config))

const tone = (seconds: number) => sine(1000, { seconds, sampleRate: 48000 })
const cured = (samples: Float32Array) => featuresOf({ samples, sampleRate: 48000 })

/** The share of frames of 64 bins that lie at the floor of −100 dB. */
function silentShare(features: Float32Array): number {
  let silent = 0
  for (let at = 0; at < features.length; at += 64) {
    if (features.subarray(at, at + 64).every((value) => value === -100)) silent++
  }
  return silent / (features.length / 64)
}

describe('a sound of exactly 5.000 s', () => {
  it('is left half silent by the bare extractor of transformers.js', async () => {
    const { input_features } = await extractor(tone(5))
    expect(silentShare(input_features.data as Float32Array)).toBeCloseTo(0.5, 2)
  })

  it('fills the window here, as if it were played twice', async () => {
    const once = tone(5)
    const twice = new Float32Array(480000)
    twice.set(once)
    twice.set(once, 240000)
    const [features] = await cured(once)
    expect(silentShare(features!)).toBe(0)
    const [expected] = await cured(twice)
    allclose(features!, expected!, { rtol: 0, atol: 0 })
  })
})

it('cuts long sounds at the same places every time, where the bare extractor draws lots', async () => {
  const samples = tone(10.5).map((value, i) => value * Math.sin(i / 50000))
  const bare = async () => (await extractor(samples)).input_features.data
  expect(await bare()).not.toEqual(await bare())
  const first = await cured(samples)
  expect(first).toHaveLength(2)
  expect(await cured(samples)).toEqual(first)
})

describe('readWindowFormat', () => {
  it.each<[string, object, string]>([
    ['fused features', { truncation: 'fusion' }, 'truncation "fusion", only "rand_trunc"'],
    ['no rate', { sampling_rate: undefined }, 'sampling_rate undefined, it must be'],
    [
      'frames of another size',
      { fft_window_size: 1000 },
      'fft_window_size 1000, it must be a power',
    ],
    ['an empty window', { nb_max_samples: 0 }, 'nb_max_samples 0, it must be'],
  ])('refuses %s', (_, change, says) => {
    expect(() => readWindowFormat({ ...config, ...change })).toThrow(says)
  })
})
