import { extname } from 'node:path'
import { readSound } from '@cmgsae/adapter-clap'
import {
  AutoProcessor,
  ClapAudioModelWithProjection,
  CLIPVisionModelWithProjection,
  RawImage,
  type PreTrainedModel,
  type Processor,
} from '@huggingface/transformers'

export interface BareModels {
  /** A folder, or a name on the hub. */
  readonly clip: string
  readonly clap: string
}

const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.webp'])
const SOUNDS = new Set(['.wav', '.flac', '.ogg', '.mp3'])

export const isPicture = (path: string) => PICTURES.has(extname(path).toLowerCase())
export const isSound = (path: string) => SOUNDS.has(extname(path).toLowerCase())

/**
 * What one writes by hand on transformers.js: one file after the other, read, prepared, through the
 * model. Its extractor takes one window of a sound, at random where the sound is longer. Returns how
 * many vectors came out.
 */
export async function bareLoop(files: readonly string[], models: BareModels): Promise<number> {
  const pictures = files.filter(isPicture)
  const sounds = files.filter(isSound)
  let vectors = 0
  if (pictures.length > 0) {
    const { processor, model } = await load(models.clip, CLIPVisionModelWithProjection)
    for (const path of pictures) {
      await model(await processor(await RawImage.read(path)))
      vectors++
    }
    await model.dispose()
  }
  if (sounds.length > 0) {
    const { processor, model } = await load(models.clap, ClapAudioModelWithProjection)
    const sampleRate = Number(processor.feature_extractor!.config.sampling_rate)
    for (const path of sounds) {
      const { samples } = await readSound(path, { sampleRate })
      await model(await processor(samples))
      vectors++
    }
    await model.dispose()
  }
  return vectors
}

async function load(
  name: string,
  tower: { from_pretrained: typeof PreTrainedModel.from_pretrained },
): Promise<{ processor: Processor; model: PreTrainedModel }> {
  return {
    processor: await AutoProcessor.from_pretrained(name),
    model: await tower.from_pretrained(name, { dtype: 'fp32', device: 'cpu' }),
  }
}
