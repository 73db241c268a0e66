import type { ModelState } from '../autoencoder.ts'
import type { EpochRecord, TrainingState } from '../training-state.ts'

/** A saved run: the model, what was told about it, and, while unfinished, the state of training. */
export interface Run {
  readonly model: ModelState
  readonly seed: number
  readonly history: readonly EpochRecord[]
  /** Anything JSON that the program that trained wants back: data files, split, label names. */
  readonly info: Readonly<Record<string, unknown>>
  /** Present while training is unfinished. */
  readonly training?: TrainingState
}

/**
 * Saves a run as `directory/model.safetensors` + `config.json` (+ `training.safetensors`), so that a
 * kill at any moment leaves either the previous or the new run readable.
 */
export async function saveRun(_directory: string, _run: Run): Promise<void> {
  throw new Error('not written yet')
}

/** @throws ModelError when the folder holds no run, or a truncated, foreign or newer one */
export async function loadRun(_directory: string): Promise<Run> {
  throw new Error('not written yet')
}
