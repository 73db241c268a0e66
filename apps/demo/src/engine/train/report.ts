import type { EpochRecord } from '@cmgsae/model'

/** What training tells about ten times a second. */
export interface TrainReport {
  /** Id of the run it will be. */
  readonly run: string
  readonly step: number
  readonly steps: number
  readonly epoch: number
  readonly epochs: number
  readonly reconstruction: number
  readonly penalty: number
  readonly l0: number
  /** Share of the latents. */
  readonly dead: number
  readonly samplesPerSecond: number
  readonly etaSeconds: number
  /** Epochs that ended since the last report. */
  readonly records: readonly EpochRecord[]
  /** About once a second: what the model is by now. */
  readonly look: TrainLook | null
}

export interface TrainLook {
  /** FVE of held-out samples by modality, each from its own code. */
  readonly fve: Readonly<Record<string, number>>
  /** Latents that speak most clearly of one class, clearest first. */
  readonly concepts: readonly FirstConcept[]
}

export interface FirstConcept {
  readonly latent: number
  /** Class with most of its activation, and that share. */
  readonly class: number
  readonly share: number
  /** Held-out samples that activate it most. */
  readonly samples: Uint32Array
}
