import { createHash } from 'node:crypto'
import type { Design } from './design.ts'
import type { Measured } from './measure.ts'
import { isTrained, type ModelName, type Sizes } from './models.ts'

/** What the workers plant. */
export interface WorldSpec {
  readonly samples: number
  readonly seed: number
}

/** One unit of work as plain data. */
export interface ModalitiesJob {
  readonly id: string
  /** `tune`: fitted on four fifths of the training samples, scored on the rest. */
  readonly kind: 'tune' | 'fit'
  readonly design: Design
  readonly model: ModelName
  readonly seed: number
  readonly sizes: Sizes
  /** Estimated work. */
  readonly cost: number
}

export interface ModalitiesResult {
  readonly seconds: number
  /** Of `fit`. */
  readonly measured?: Measured
  /** Of `tune`. */
  readonly score?: number
}

export interface Settings {
  readonly world: WorldSpec
  readonly designs: readonly Design[]
  readonly models: readonly ModelName[]
  readonly seeds: number
  readonly latents: number
  readonly k: number
  readonly epochs: number
  readonly tune: boolean
}

/** Raised when jobs do something else than before, so that kept results are not mixed. */
const VERSION = 2
/** Tuning fits take half of the epochs. */
const TUNING_SHARE = 1 / 2
const RATES = [2e-3, 4e-3, 8e-3]
/** Without tuning: what most of these models choose, more than presets have for longer runs. */
export const UNTUNED_RATE = 4e-3
/** Cost of training for the same epochs, next to `cmgsae`. */
const COSTS: Readonly<Record<ModelName, number>> = {
  truth: 0.05,
  ridge: 0.1,
  separate: 0.6,
  pairwise: 0.4,
  pairwiseFull: 1.2,
  cmgsae: 1,
  cmgsaeDirect: 1,
  cmgsaeFilled: 1.6,
}

function job(
  world: WorldSpec,
  content: Pick<ModalitiesJob, 'kind' | 'design' | 'model' | 'seed' | 'sizes'>,
): ModalitiesJob {
  const hash = createHash('sha256')
    .update(JSON.stringify([VERSION, world, content]))
    .digest('hex')
  const { kind, design, model, seed, sizes } = content
  const id = `${kind === 'tune' ? 'tune-' : ''}${design}-${model}-${seed}.${hash.slice(0, 12)}`
  return { id, ...content, cost: COSTS[model] * sizes.epochs }
}

/** Learning rates on the first seed's held-out training samples. */
export function tuningJobs(settings: Settings): ModalitiesJob[] {
  if (!settings.tune) return []
  const { world, designs, models, latents, k } = settings
  const epochs = Math.max(2, Math.round(TUNING_SHARE * settings.epochs))
  return designs.flatMap((design) =>
    models.filter(isTrained).flatMap((model) =>
      RATES.map((learningRate) => {
        const sizes = { latents, k, epochs, learningRate }
        return job(world, { kind: 'tune', design, model, seed: 0, sizes })
      }),
    ),
  )
}

/** All models of a seed come before the next seed. */
export function fitJobs(
  { world, designs, models, seeds, latents, k, epochs }: Settings,
  rateOf: (design: Design, model: ModelName) => number | null,
): ModalitiesJob[] {
  return Array.from({ length: seeds }, (_, seed) => seed).flatMap((seed) =>
    designs.flatMap((design) =>
      models.map((model) => {
        const sizes = { latents, k, epochs, learningRate: rateOf(design, model) }
        return job(world, { kind: 'fit', design, model, seed, sizes })
      }),
    ),
  )
}
