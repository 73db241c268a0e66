import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { worldFingerprint, worldPairs } from './data/index.ts'
import { card } from './card.ts'
import type { DualEncoder } from './encoders/index.ts'
import { evaluate, type Score } from './evaluate/index.ts'
import { FIGURES, type Figures } from './figures.ts'
import { modelFiles, writeFolder } from './folder/index.ts'
import { storedInitializer } from './towers/index.ts'
import { trainModel, type Plan } from './train/index.ts'

export interface MakeModelOptions {
  readonly plan: Plan
  /** The world it learns from, and how many of its samples. */
  readonly world: { readonly seed: number; readonly count: number }
  /** Worlds to score it on, and how many samples of each. */
  readonly heldOut: { readonly seeds: readonly number[]; readonly count: number }
  /** Folder that gets a folder by the model's name. */
  readonly models: string
  /** Folder of prepared inputs and checkpoints. */
  readonly cache: string
  readonly signal?: AbortSignal | undefined
  /** A function to report to, for each piece of work. */
  readonly progress: (label: string) => (done: number, total: number, text?: string) => void
}

/** Prepares, trains, scores and writes one model. What an interrupted run has done is kept. */
export async function makeModel(
  encoder: DualEncoder,
  { plan, world, heldOut, models, cache, signal, progress }: MakeModelOptions,
): Promise<Figures> {
  const { name } = encoder
  const fingerprint = worldFingerprint(encoder.modality)
  const { pairs, vocabulary } = await worldPairs(encoder, {
    ...world,
    fingerprint,
    cache: join(cache, 'features'),
    signal,
    onProgress: progress(`${name}: preparing`),
  })
  const training = progress(`${name}: training`)
  const checkpoint = join(cache, `${name}.checkpoint`)
  const trained = await trainModel({
    encoder,
    pairs,
    vocabulary: vocabulary.size,
    plan,
    dataKey: `${fingerprint} ${world.seed} ${world.count}`,
    checkpoint,
    signal,
    onStep: (step, total, loss) => training(step, total, `loss ${loss.toFixed(3)}`),
  })

  const files = modelFiles({
    encoder,
    vocabulary,
    named: (tower) => storedInitializer(trained.parameters, tower),
    world: { seed: world.seed, fingerprint },
  })
  // Scored through the adapters, so from files; in their place only once the card is there too.
  const draft = join(cache, name)
  await writeFolder(draft, files)
  const scores = await score(encoder, draft, { heldOut, signal, progress })
  const parameters = [...trained.parameters.values()].reduce((sum, { length }) => sum + length, 0)
  const minutes = Math.round(trained.seconds / 60)
  const figures: Figures = {
    training: { ...plan, worldSeed: world.seed, pairs: pairs.texts.length, minutes, parameters },
    heldOut: scores,
  }
  await writeFolder(join(models, name), {
    ...files,
    [FIGURES]: `${JSON.stringify(figures, null, 2)}\n`,
    'README.md': card(encoder, figures),
  })
  await Promise.all([checkpoint, draft].map((path) => rm(path, { recursive: true, force: true })))
  return figures
}

/** The scores of a folder on each held-out world. */
export async function score(
  encoder: DualEncoder,
  folder: string,
  { heldOut, signal, progress }: Pick<MakeModelOptions, 'heldOut' | 'signal' | 'progress'>,
): Promise<Score[]> {
  const report = progress(`${encoder.name}: scoring`)
  const scores: Score[] = []
  for (const seed of heldOut.seeds) {
    scores.push(await evaluate(encoder, folder, { seed, count: heldOut.count, signal }))
    report(scores.length, heldOut.seeds.length)
  }
  return scores
}
