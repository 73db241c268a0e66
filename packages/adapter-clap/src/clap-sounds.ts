import type { EmbeddingAdapter } from '@cmgsae/adapter'
import {
  batchedAdapter,
  checkBatchSize,
  openModel,
  unitRows,
  vectorsOf,
  type ModelOptions,
} from '@cmgsae/adapter-transformers'
import type { ClapLibrary } from './clap-library.ts'
import { DEFAULT_MODEL } from './default-model.ts'
import { readWindowFormat, soundFeatures } from './sound-features.ts'
import { loadSound } from './sound/load-sound.ts'
import { soundName, type SoundInput } from './sound/sound-input.ts'

export interface ClapSoundsOptions extends ModelOptions {
  /** Windows in one run of the model. Default 8. */
  readonly batchSize?: number | undefined
}

/**
 * Sounds to unit vectors of CLAP (Wu et al. 2023, arXiv 2211.06687). A sound is mixed to one
 * channel and resampled to the model's rate. Shorter than the model's window (10 s for the
 * default), it is repeated until the window is full; longer, it is cut into as few windows as cover
 * it, at equal distances, and its vector is the mean of their unit vectors, of unit length again.
 * @throws AdapterError in one line, where the model cannot be loaded; signal.reason on an abort
 */
export async function clapSounds({ batchSize = 8, ...options }: ClapSoundsOptions = {}): Promise<
  EmbeddingAdapter<SoundInput>
> {
  checkBatchSize(batchSize)
  const { modelId, config, lib, parts } = await openModel(options, {
    model: DEFAULT_MODEL,
    graph: 'audio_model',
    files: ['preprocessor_config.json'],
    async build({ lib: library, from, json }) {
      const { ClapFeatureExtractor, ClapAudioModelWithProjection } = library as ClapLibrary
      const preprocessor = await json('preprocessor_config.json')
      const format = readWindowFormat(preprocessor)
      return {
        featuresOf: soundFeatures(new ClapFeatureExtractor(preprocessor), format),
        model: await from(ClapAudioModelWithProjection),
        bins: Number(preprocessor['feature_size']),
      }
    },
  })
  const { featuresOf, model, bins } = parts
  const width = Number(config['projection_dim'])

  /** The unit vectors (n×width) of n spectrograms. */
  async function vectors(windows: readonly Float32Array[]): Promise<Float32Array> {
    const size = windows[0]!.length
    const data = new Float32Array(windows.length * size)
    for (const [i, window] of windows.entries()) data.set(window, i * size)
    const input = new lib.Tensor('float32', data, [windows.length, 1, size / bins, bins])
    const rows = vectorsOf(await model({ input_features: input }), 'audio_embeds')
    unitRows(rows, width, () => modelId)
    return rows
  }

  return batchedAdapter<SoundInput, Float32Array[][]>({
    modality: 'audio',
    modelId,
    width,
    batchSize,
    async prepare(inputs, { offset, signal }) {
      const features = []
      // One after the other: the samples of a sound are forty times its features.
      for (const [i, input] of inputs.entries()) {
        signal.throwIfAborted()
        const sound = await loadSound(input, soundName(input, offset + i), signal)
        features.push(await featuresOf(sound, signal))
      }
      return features
    },
    async run(sounds, { signal }) {
      const owners = sounds.flatMap((windows, sound) => windows.map(() => sound))
      const windows = sounds.flat()
      const sums = new Float32Array(sounds.length * width)
      for (let from = 0; from < windows.length; from += batchSize) {
        signal.throwIfAborted()
        const rows = await vectors(windows.slice(from, from + batchSize))
        for (let i = 0; i < rows.length; i++) {
          const owner = owners[from + Math.floor(i / width)]!
          sums[owner * width + (i % width)]! += rows[i]!
        }
      }
      return sums
    },
    dispose: () => model.dispose(),
  })
}
