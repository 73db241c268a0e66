import type { EpochRecord, ModelState, Recipe, TrainingState } from '@cmgsae/model'
import type { Matrix } from '@cmgsae/tensor'
import type { CallOptions } from '../rpc/protocol.ts'
import type { TrainReport } from './report.ts'

/** What the training worker does. */
export interface Trainer {
  /** Trains to the end, or until `stop`. */
  train(args: TrainJob, options?: CallOptions<Omit<TrainReport, 'run'>>): Promise<Trained>
  /** Ends `train` after the step at hand. */
  stop(args?: undefined): Promise<void>
}

export interface TrainJob {
  readonly recipe: Recipe
  readonly seed: number
  readonly modalities: readonly { readonly name: string; readonly embeddings: Matrix }[]
  /** Rows to train on, and rows to look at the model with. */
  readonly trained: Uint32Array
  readonly shown: Uint32Array
  readonly classes: readonly string[]
  readonly labels: Int32Array
  readonly resume: TrainingState | null
}

export interface Trained {
  readonly model: ModelState
  readonly history: readonly EpochRecord[]
  /** Where it was stopped; null at the end. */
  readonly training: TrainingState | null
}
