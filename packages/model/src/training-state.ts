import type { ModelState } from './autoencoder.ts'
import type { GroupChanges } from './group-changes.ts'
import type { Moments } from './optimizer.ts'
import type { Parameters } from './parameters.ts'

/** Means over one epoch, and what the validation samples say after it. */
export interface EpochRecord {
  readonly epoch: number
  readonly step: number
  readonly reconstruction: number
  readonly penalty: number
  readonly auxiliary: number
  readonly l0: number
  /** Share of the latents silent for the recipe's window. */
  readonly dead: number
  readonly validation: number | null
  /** Of learned groups only. */
  readonly groups?: GroupChanges
}

/** Everything an interrupted run needs to go on as if it had not been. */
export interface TrainingState {
  readonly step: number
  readonly steps: number
  readonly parameters: Parameters
  readonly moments: Moments
  /** Steps each latent has been silent. */
  readonly silent: Uint32Array
  readonly sparsity: number
  /** BatchTopK's thresholds so far, one per kind of code; 0: none yet. */
  readonly thresholds: readonly number[]
  /** Sums over the unfinished epoch. */
  readonly sums: {
    reconstruction: number
    penalty: number
    auxiliary: number
    l0: number
    steps: number
  }
  /** Reconstruction loss of the first step, against which divergence is judged. */
  readonly firstLoss: number
  readonly history: readonly EpochRecord[]
  /** Best epoch so far by validation loss, with early stopping. */
  readonly best: {
    readonly epoch: number
    readonly validation: number
    readonly parameters: Parameters
    /** Group of each latent then. */
    readonly groups: Uint32Array
  } | null
  /** Learned groups as the last whole epoch left them: of each living latent. */
  readonly groupsBefore: Uint32Array | null
  /** The model as it stands. */
  readonly model: ModelState
}
