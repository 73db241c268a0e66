import type { EpochRecord, Recipe } from '@cmgsae/model'
import type { Figures } from '../measures/figures.ts'
import type { Measures } from '../measures/measures.ts'

/** One unit of work as plain data: what a worker needs, and what its result is kept under. */
export interface Job {
  /** Name of the file of the finished job, without extension: what it is, and a hash. */
  readonly id: string
  readonly split: number
  readonly task: Task
  /** Estimated work, in multiplications. */
  readonly cost: number
  /** Where this fit's runs are saved, if they are wanted; takes no part in the id. */
  readonly save?: SavePlan
}

export interface SavePlan {
  /** Each model is saved in a folder of its name in here. */
  readonly folder: string
  /** Noted in the run, so that `cmgsae` finds the pairs again. */
  readonly info: Readonly<Record<string, unknown>>
}

export type Task = DenseTask | TuneTask | FitTask

export interface DenseTask {
  readonly kind: 'dense'
  readonly unseen: boolean
  readonly probe: ProbeSettings
}

/** A short fit on four fifths of the training part, scored on the rest. */
export interface TuneTask {
  readonly kind: 'tune'
  readonly recipe: Recipe
}

export interface FitTask {
  readonly kind: 'fit'
  readonly recipe: Recipe
  readonly probe: ProbeSettings
  /** Fit on everything, or on four fifths of the classes to be measured on the rest. */
  readonly part: 'all' | 'seen classes'
}

/** How hard the linear probe tries. */
export interface ProbeSettings {
  readonly regularizations: readonly number[]
  readonly iterations: { readonly path: number; readonly final: number }
}

/** One row's worth of a finished job. */
export interface Measured {
  readonly model: string
  readonly measures: Measures
  readonly figures?: Figures
}

export interface JobResult {
  readonly split: string
  readonly seconds: number
  readonly rows: readonly Measured[]
  readonly history: readonly EpochRecord[]
  /** Tuning: FVE on held-out training pairs, mean over modalities. */
  readonly score?: number
}
