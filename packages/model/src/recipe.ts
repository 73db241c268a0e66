/** A rate that may change over training. */
export type RateSpec =
  | number
  | { readonly schedule: 'linear' | 'cosine'; readonly from: number; readonly to: number }

/** Which input entries a training sample hides, as plain data; see `@cmgsae/masking`. */
export type MaskSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'shared'; readonly rate: RateSpec }
  | { readonly kind: 'independent'; readonly rate: RateSpec }
  | { readonly kind: 'block'; readonly rate: RateSpec; readonly length: number }
  | { readonly kind: 'modality' }
  | { readonly kind: 'mix'; readonly parts: readonly (readonly [MaskSpec, number])[] }

/**
 * The code's non-linearity. `l0` asks a controller to hold the mean number of active latents at that
 * value by adapting the sparsity penalty.
 */
export type ActivationSpec =
  | { readonly kind: 'topK'; readonly k: number }
  | { readonly kind: 'batchTopK'; readonly k: number }
  | { readonly kind: 'groupTopK'; readonly k: number; readonly groups: number }
  | { readonly kind: 'relu'; readonly l0: number }
  | { readonly kind: 'jumpReLU'; readonly l0: number; readonly bandwidth: number }

/** Penalties on the codes, as plain data; see `@cmgsae/regularizers`. */
export type PenaltySpec =
  | { readonly kind: 'l1'; readonly weight: number }
  | { readonly kind: 'elastic'; readonly l1: number; readonly l2: number }
  | { readonly kind: 'groupLasso'; readonly weight: number }
  | { readonly kind: 'treeGroupLasso'; readonly weight: number; readonly branching: number }
  | { readonly kind: 'crossModalGroup'; readonly weight: number }
  | { readonly kind: 'contrastive'; readonly weight: number; readonly temperature: number }

/**
 * Where atoms start. `samples`: shared ones from embeddings of one modality that lie far apart
 * (null: the last, by custom the text), private ones from embeddings of their own modality. Groups
 * that start from clusters start theirs instead.
 */
export type StartSpec =
  | { readonly kind: 'random' }
  | { readonly kind: 'samples'; readonly modality: string | null }

/** How the latents are partitioned into groups. */
export type GroupSpec =
  | { readonly kind: 'contiguous'; readonly size: number }
  /** Clusters of one modality's distinct embeddings; each group's atoms start from its cluster. */
  | { readonly kind: 'clusters'; readonly modality: string; readonly size: number }
  /**
   * Latents that fire for the same pairs, clustered anew every so often while the penalties act, until
   * the learning rate decays. Starts from clusters of one modality (as `clusters`), or null: blocks.
   */
  | {
      readonly kind: 'learned'
      readonly modality: string | null
      /** Latents per group on average; how many a group gets is learned. */
      readonly size: number
      /** Share of the run between two clusterings. */
      readonly every: number
      /** How much better another group must fit before a latent leaves its own: .1, by a tenth. */
      readonly hysteresis: number
    }
  | { readonly kind: 'lists'; readonly lists: Readonly<Record<string, readonly number[]>> }

/** Revives dead latents on what the living ones leave (Gao et al., arXiv 2406.04093). */
export interface AuxK {
  readonly k: number
  /** Share of the run a latent must stay silent to count as dead. */
  readonly window: number
  readonly weight: number
}

export interface TrainingSpec {
  /** Passes over the data; null: 1600/√n, 40 at 1,600 samples and 23 at 5,000. */
  readonly epochs: number | null
  readonly batch: number
  readonly learningRate: number
  /** The encoder's, as a share of it: below 1 it stays nearer to where it starts. */
  readonly encoderRate: number
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  /** Steps of linear warm-up, at most a tenth of the run. */
  readonly warmup: number
  /** Share of the run, at its end, over which the learning rate falls linearly to zero. */
  readonly decay: number
  /** Largest norm of the whole gradient; null leaves it alone. */
  readonly clip: number | null
  /** Share of the samples held out to watch. */
  readonly validation: number
  /** Epochs without a better validation loss before training stops; null never stops early. */
  readonly patience: number | null
}

/** Everything that defines a sparse autoencoder and its training: plain data, saved with the run. */
export interface Recipe {
  readonly preset: string
  /**
   * What modalities have in common. `joint`: an atom and its encoder have a direction per modality.
   * `encoder`: atoms have, one encoder reads all. `basis`: one direction for all, in both.
   */
  readonly sharing: 'joint' | 'encoder' | 'basis'
  /** `together`: one code from all visible entries. `alone`: one code per modality. */
  readonly encoding: 'together' | 'alone'
  /** Latents in all, p; null: a power of two near n/5, from 64 to 8,192. */
  readonly latents: number | null
  /** Share of the latents that serve a single modality, split evenly among the modalities. */
  readonly privateShare: number
  /** After training, pair the private latents of the modalities by Hungarian assignment. */
  readonly matched: boolean
  readonly activation: ActivationSpec
  readonly tied: boolean
  /** A learned gain per latent, initialised by least squares. */
  readonly gain: boolean
  /** `unit`: every atom has norm 1. `perModality`: norm √(number of modalities it serves). */
  readonly atomNorm: 'unit' | 'perModality'
  readonly start: StartSpec
  /** Nested dictionary sizes as shares of p, each reconstructing alone (Matryoshka); [1]: none. */
  readonly nested: readonly number[]
  readonly mask: MaskSpec
  /** Rate at which latents are hidden, the same ones for every modality of a sample. */
  readonly latentMask: RateSpec
  /** Masked views of each sample in one step. */
  readonly views: number
  /** Weights of the mean squared error on hidden and on visible entries (encoding `together`). */
  readonly hiddenLoss: number
  readonly visibleLoss: number
  /**
   * Weights of ‖x_a − x̂_a(z_a)‖² and of ‖x_b − x̂_b(z_a)‖², its mean over the partners b that a sample
   * has (encoding `alone`).
   */
  readonly selfLoss: number
  readonly crossLoss: number
  readonly penalties: readonly PenaltySpec[]
  /** Share of the run over which the penalties ramp up. */
  readonly penaltyWarmup: number
  readonly groups: GroupSpec
  readonly auxK: AuxK | null
  /**
   * After training, fit the atoms again to the codes by least squares, drawn to what they were with this
   * weight: a share of what a latent in use has of its own. Null: they stay. See `refitDictionary`.
   */
  readonly refitDictionary: number | null
  /** Before training: L2-normalise each row, centre on the training mean, scale to E‖x‖² = 1. */
  readonly unit: boolean
  readonly center: boolean
  readonly scale: boolean
  readonly training: TrainingSpec
}

type Partially<T> = { readonly [K in keyof T]?: T[K] }

/** Choices that replace a preset's; `training` is merged field by field. */
export type RecipeOverrides = Partially<Omit<Recipe, 'training' | 'preset'>> & {
  readonly training?: Partially<TrainingSpec>
}

/** A preset with some of its choices replaced. Does not validate: `train` does. */
export function override(recipe: Recipe, { training, ...rest }: RecipeOverrides): Recipe {
  return { ...recipe, ...rest, training: { ...recipe.training, ...training } }
}
