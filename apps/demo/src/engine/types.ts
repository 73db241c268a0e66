import type { EpochRecord, Recipe } from '@cmgsae/model'

/** How samples of a modality are shown: a picture, a player, a caption, or only their number. */
export type Kind = 'image' | 'audio' | 'text' | 'other'

export interface ModalitySummary {
  readonly name: string
  readonly width: number
  readonly kind: Kind
  /** Whether `embed` takes inputs of it. */
  readonly embeds: boolean
}

/** Groups of latents with names. */
export interface Partition {
  readonly names: readonly string[]
  /** Group of each latent (p). */
  readonly of: Uint32Array
}

/** Where pictures and sounds of samples are. */
export type Media =
  /** Made anew from seed and number by `@cmgsae/world`. */
  | { readonly kind: 'world'; readonly seed: number }
  /** Addresses, one a sample, by modality. */
  | {
      readonly kind: 'files'
      readonly urls: Readonly<Record<string, readonly (string | null)[]>>
    }

/** An opened run, in plain data. */
export interface RunSummary {
  readonly id: string
  readonly title: string
  readonly modalities: readonly ModalitySummary[]
  /** The two modalities that are shown side by side. */
  readonly pair: readonly [string, string]
  readonly latents: number
  /** As it was trained. */
  readonly partition: Partition
  readonly recipe: Recipe
  readonly seed: number
  readonly history: readonly EpochRecord[]
  /** False while training is unfinished: it can be resumed. */
  readonly finished: boolean
  readonly samples: SamplesSummary
}

export interface SamplesSummary {
  /** 0 where the run came without embeddings: only its dictionary can be looked at. */
  readonly count: number
  /** Row of each among the run's, where they are a choice of these. */
  readonly rows: Uint32Array | null
  readonly captions: readonly string[] | null
  /** Class names; empty without labels. */
  readonly classes: readonly string[]
  /** Class of each sample, −1 where it has none. */
  readonly labels: Int32Array
  /** Samples that training did not see, ascending; empty where that is not known. */
  readonly heldOut: Uint32Array
  /** A sample that shows well what the pair shares; null without samples. */
  readonly example: number | null
  readonly media: Media
}

/** A latent or a group, by number. */
export interface Concept {
  readonly kind: 'latent' | 'group'
  readonly index: number
}

/** What an edit is about: a concept, or a class, by what its samples have in common. */
export interface Target {
  readonly kind: Concept['kind'] | 'class'
  readonly index: number
}

/** One entry a concept; records are by modality. */
export interface ConceptTable {
  /** Share of the samples in which it fires. */
  readonly density: Readonly<Record<string, Float32Array>>
  /** Mean activation where it fires, 0 where it never does. */
  readonly mean: Readonly<Record<string, Float32Array>>
  readonly max: Readonly<Record<string, Float32Array>>
  /** Share of its mean activation over all modalities; NaN where it never fires. */
  readonly score: Readonly<Record<string, Float32Array>>
  /** 1 where it fires in no sample of any modality. */
  readonly dead: Uint8Array
  /** Class with most of its activation, −1 where there is none, and that share. */
  readonly topClass: Int32Array
  readonly topShare: Float32Array
  /** Latents in it. */
  readonly size: Uint32Array
}

export interface LatentTable extends ConceptTable {
  readonly group: Uint32Array
  /** 1 where the latent serves the modality. */
  readonly serves: Readonly<Record<string, Uint8Array>>
}

/** Samples, best first. */
export interface SampleHits {
  readonly samples: Uint32Array
  /** Activations or cosines. */
  readonly scores: Float32Array
}

/** Concepts or classes by number, best first. */
export interface Hits {
  readonly indices: Uint32Array
  readonly scores: Float32Array
}

export interface Histogram {
  /** bins + 1 ascending edges, from 0 to the largest activation. */
  readonly edges: Float32Array
  readonly counts: Uint32Array
  /** Samples in which it does not fire. */
  readonly silent: number
}

export interface ClassShare {
  readonly class: number
  readonly share: number
}

/** A sparse code: active latents (ascending), their activations, and the norm of each group. */
export interface Code {
  readonly indices: Uint32Array
  readonly values: Float32Array
  /** ‖z_g‖ of every group. */
  readonly groups: Float32Array
}

/** What a code is asked of. Without a modality, a sample's joint code of all it has. */
export type Query =
  | { readonly sample: number; readonly modality?: string | undefined }
  | { readonly embedding: Float32Array; readonly modality: string }
  | { readonly code: Pick<Code, 'indices' | 'values'> }

export interface SearchHit {
  readonly sample: number
  /** Cosine of the codes. */
  readonly score: number
  /** Latents active in both, with their share of the score, largest first. */
  readonly shared: readonly { readonly latent: number; readonly share: number }[]
}

/**
 * One change of a code, as `cmgsae steer` makes it. Amounts are in units of the target's usual
 * strength: its mean code over the samples in which it fires, or of the class.
 */
export interface Edit {
  readonly kind: 'boost' | 'suppress' | 'set'
  readonly target: Target
  /** Ignored by `suppress`. */
  readonly amount: number
}

export interface Steering {
  readonly before: Code
  readonly after: Code
  readonly modalities: Readonly<Record<string, SteeredModality>>
  /** Classes that the edits are meant to move: those targeted, and those of targeted concepts. */
  readonly targets: readonly number[]
}

/** What edits do to a reconstruction in one modality. Class scores are one a class. */
export interface SteeredModality {
  /** Cosine of the reconstruction after with that before. */
  readonly kept: number
  readonly nearest: SampleHits
  readonly before: Float32Array
  readonly after: Float32Array
  readonly drift: Drift
  /** The same edits on random groups; null where not asked for, or no other group is live. */
  readonly random: Drift | null
  /** Boosts with their sign turned; null where not asked for, or something else than a boost is. */
  readonly flipped: Drift | null
}

/** Change of class scores. */
export interface Drift {
  /** Mean change of the targets; NaN without targets. */
  readonly target: number
  /** Mean size of the change of all others. */
  readonly others: number
}
