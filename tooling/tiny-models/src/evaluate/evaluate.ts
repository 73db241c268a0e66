import { clapSounds, clapTexts, SOUND_TEMPLATES } from '@cmgsae/adapter-clap'
import { clipImages, clipTexts, IMAGE_TEMPLATES } from '@cmgsae/adapter-clip'
import { createWorld, rasterisePixels, SAMPLE_RATE, type WorldSample } from '@cmgsae/world'
import { isShown, isShownMain } from '../data/index.ts'
import type { DualEncoder } from '../encoders/index.ts'
import { recall, zeroShotAccuracy } from './scores.ts'

/** Scores on the first samples of one world that training has not met. */
export interface Score {
  readonly seed: number
  /** Samples whose main concept the modality shows. */
  readonly samples: number
  readonly classes: number
  /** Share of the samples whose own class is the nearest, by the adapters' prompt templates. */
  readonly zeroShot: number
  /** Share of the samples whose own caption is the nearest, or among the ten nearest, of all. */
  readonly recallAt1: number
  readonly recallAt10: number
}

export interface EvaluateOptions {
  readonly seed: number
  /** Samples of the world to look through. */
  readonly count: number
  readonly signal?: AbortSignal | undefined
}

/** Scores a folder exactly as users load it: through the adapters, offline. */
export async function evaluate(
  { modality }: DualEncoder,
  folder: string,
  { seed, count, signal }: EvaluateOptions,
): Promise<Score> {
  const world = createWorld({ seed })
  const samples = Array.from({ length: count }, (_, n) => world.sample(n)).filter((sample) =>
    isShownMain(sample, modality),
  )
  const names = world.classes.filter((each) => isShown(each, modality)).map(({ name }) => name)
  const sensor = modality === 'image' ? await pictures(folder) : await sounds(folder)
  const openTexts = modality === 'image' ? clipTexts : clapTexts
  const captions = await openTexts({ folder })
  const templates = modality === 'image' ? IMAGE_TEMPLATES : SOUND_TEMPLATES
  const prompts = await openTexts({ folder, templates })
  try {
    const x = await sensor.embed(samples, signal)
    const y = await captions.embed(samples.map(({ caption }) => caption))
    const classes = await prompts.embed(names)
    return {
      seed,
      samples: samples.length,
      classes: names.length,
      zeroShot: zeroShotAccuracy(
        x,
        classes,
        samples.map(({ label }) => names.indexOf(label)),
      ),
      recallAt1: recall(x, y, 1),
      recallAt10: recall(x, y, 10),
    }
  } finally {
    await Promise.all([sensor, captions, prompts].map((each) => each.dispose()))
  }
}

async function pictures(folder: string) {
  const adapter = await clipImages({ folder })
  return {
    async embed(samples: readonly WorldSample[], signal?: AbortSignal) {
      const pixels = []
      for (const { svg } of samples) {
        signal?.throwIfAborted()
        pixels.push(await rasterisePixels(svg))
      }
      return adapter.embed(pixels, { signal })
    },
    dispose: () => adapter.dispose(),
  }
}

async function sounds(folder: string) {
  const adapter = await clapSounds({ folder })
  return {
    embed: (samples: readonly WorldSample[], signal?: AbortSignal) =>
      adapter.embed(
        samples.map(({ sound }) => ({ samples: sound, sampleRate: SAMPLE_RATE })),
        { signal },
      ),
    dispose: () => adapter.dispose(),
  }
}
