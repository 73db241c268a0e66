import { fileURLToPath } from 'node:url'

/** Less of everything, for tests that have little time. */
const QUICK = Boolean(process.env['DEMO_QUICK'])

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const CACHE = QUICK ? '../../.cache/quick' : '../../.cache'

/**
 * Where things are: the world that the app serves, where the next one is made, and what it is made
 * from.
 */
export const places = {
  served: at('../../public/world'),
  world: at(`${CACHE}/world`),
  cache: at(CACHE),
  models: at('../../../../tooling/tiny-models/models'),
  cli: at('../../../../packages/cli/src/main.ts'),
  repository: at('../../../../'),
} as const

/** Every class 32 times. */
export const SAMPLES = QUICK ? 1008 : 2016
export const SEED = 0

/** Encoders by modality, and the folder of a set that `cmgsae embed` puts their vectors in. */
export const modalities = {
  image: { kind: 'clip', model: 'tiny-clip', folder: 'img_emb' },
  audio: { kind: 'clap', model: 'tiny-clap', folder: 'audio_emb' },
  text: { kind: 'clip', model: 'tiny-clip', folder: 'text_emb' },
} as const

const LATENTS = 512
const K = 16

/** Every training shares these. */
export const size = { latents: LATENTS, k: K, epochs: 30 } as const

export interface TrainedRun {
  /** Its id in addresses. */
  readonly id: string
  readonly title: string
  readonly preset: string
  readonly k: number
  /** Whether visitors can open it, or only see its line of the comparison. */
  readonly shown: boolean
  /** A point of the curve of L0 and accuracy, and no line of the table. */
  readonly curveOnly: boolean
}

const shown = (id: string, title: string): TrainedRun => ({
  id,
  title,
  preset: id,
  k: K,
  shown: true,
  curveOnly: false,
})

const line = (preset: string, title: string): TrainedRun => ({
  id: preset,
  title,
  preset,
  k: K,
  shown: false,
  curveOnly: false,
})

const point = (preset: string, title: string, k: number): TrainedRun => ({
  id: `${preset}-${k}`,
  title,
  preset,
  k,
  shown: false,
  curveOnly: true,
})

const planned: readonly TrainedRun[] = [
  shown('cmgsae', 'CM-GSAE'),
  shown('separate', 'Separate SAEs'),
  line('separateMatched', 'Separate, matched'),
  line('cross', 'Cross-modal, no mask'),
  line('literal', 'Masked, as in the brief'),
  line('views', 'Masked modalities'),
  line('shared', 'One shared TopK SAE'),
  point('cmgsae', 'CM-GSAE', K / 2),
  point('cmgsae', 'CM-GSAE', 2 * K),
  point('separate', 'Separate SAEs', K / 2),
  point('separate', 'Separate SAEs', 2 * K),
]

/** What is trained; the first is what the app opens with. */
export const runs = planned.filter(({ curveOnly }) => !(QUICK && curveOnly))
