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
import { featureMaker } from './features/feature-maker.ts'
import type { SoundFeatures } from './features/sound-features.ts'
import { readWindowFormat } from './features/window-format.ts'
import { fetchSound } from './sound/load-sound.ts'
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
      const { ClapAudioModelWithProjection } = library as ClapLibrary
      const format = readWindowFormat(await json('preprocessor_config.json'))
      return { format, model: await from(ClapAudioModelWithProjection) }
    },
  })
  const { format, model } = parts
  const { bands } = format
  const width = Number(config['projection_dim'])
  const maker = featureMaker(format)

  /** The unit vectors (n×width) of n spectrograms. */
  async function vectors(windows: readonly Float32Array[]): Promise<Float32Array> {
    const size = windows[0]!.length
    const data = new Float32Array(windows.length * size)
    for (const [i, window] of windows.entries()) data.set(window, i * size)
    const input = new lib.Tensor('float32', data, [windows.length, 1, size / bands, bands])
    const rows = vectorsOf(await model({ input_features: input }), 'audio_embeds')
    unitRows(rows, width, () => modelId)
    return rows
  }

  return batchedAdapter<SoundInput, SoundFeatures[]>({
    modality: 'audio',
    modelId,
    width,
    batchSize,
    async prepare(inputs, { offset, signal }) {
      const failure = new AbortController()
      const stop = AbortSignal.any([signal, failure.signal])
      const features = inputs.map(async (input, i) => {
        const name = soundName(input, offset + i)
        return maker.make(await fetchSound(input, name, stop), name, stop)
      })
      try {
        return await Promise.all(features)
      } finally {
        // Where one is refused, the others need not be made.
        failure.abort()
      }
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
    async dispose() {
      await maker.close()
      await model.dispose()
    },
  })
}
