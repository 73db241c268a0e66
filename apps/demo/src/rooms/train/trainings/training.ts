import type { Recipe } from '@cmgsae/model'
import type { TrainLook, TrainReport } from '../../../engine/train/report.ts'
import type { RunSummary } from '../../../engine/types.ts'
import type { CurvePoint } from './curve.ts'

/** What is asked for when a training begins. */
export interface TrainingPlan {
  readonly title: string
  /** Id of the run whose samples are trained on. */
  readonly on: string
  readonly recipe: Recipe
  /** What the recipe replaces of its preset, in words. */
  readonly choices: string
  readonly seed: number
}

/** A training of this page, in any state. */
export interface Training extends TrainingPlan {
  readonly id: number
  readonly state: 'waiting' | 'training' | 'stopped' | 'done' | 'failed'
  /** Id of its run, once the engine has said it. */
  readonly run: string | null
  readonly report: TrainReport | null
  readonly look: TrainLook | null
  readonly curve: readonly CurvePoint[]
  /** Once it stopped or is done. */
  readonly summary: RunSummary | null
  readonly error: Error | null
}

/** Whether it runs, or will by itself. */
export const isOpen = ({ state }: Training): boolean => state === 'waiting' || state === 'training'
