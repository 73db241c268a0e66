import type { Backend } from '@cmgsae/tensor'
import type { ModelState } from './autoencoder.ts'
import type { Model } from './model.ts'
import type { Recipe } from './recipe.ts'
import type { StepLoss } from './step.ts'
import type { EpochRecord, TrainingState } from './training-state.ts'

export interface TrainingProgress {
  readonly step: number
  readonly steps: number
  readonly epoch: number
  readonly epochs: number
  readonly loss: StepLoss
  /** Latents silent for the recipe's window. */
  readonly dead: number
  readonly samplesPerSecond: number
  readonly etaSeconds: number
  /** Share of the time so far in which training waited for rows; 0 where all are in memory. */
  readonly waiting: number
  /** Set on the last step of an epoch. */
  readonly record?: EpochRecord
}

export interface TrainOptions {
  readonly recipe: Recipe
  readonly seed?: number
  readonly backend?: Backend
  /** Stops after the step at hand; `onCheckpoint` still receives the state, then the reason is thrown. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TrainingProgress) => void
  /** Called before the first step, while all samples are looked at once. */
  readonly onStatistics?: (progress: { readonly done: number; readonly total: number }) => void
  /** Called after the last step, while the dictionary is fitted again (`refitDictionary`). */
  readonly onRefit?: (progress: { readonly done: number; readonly total: number }) => void
  /** Called every `checkpointSeconds` at most, and when stopped. */
  readonly onCheckpoint?: (state: TrainingState) => Promise<void>
  readonly checkpointSeconds?: number
  /** State of an interrupted run on the same data, recipe and seed. */
  readonly resume?: TrainingState
}

export interface TrainResult {
  readonly model: Model
  readonly state: ModelState
  readonly history: readonly EpochRecord[]
  /** Epoch (from 1) whose parameters were kept. */
  readonly epoch: number
}
