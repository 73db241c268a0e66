export { createModel, type ModelState } from './autoencoder.ts'
export { defaultActive, defaultEpochs, defaultLatents } from './default-sizes.ts'
export { ModelError } from './errors.ts'
export { fillMissing } from './fill-missing.ts'
export { modelMemory, trainingMemory } from './memory.ts'
export type { GroupChanges } from './group-changes.ts'
export type { Classes } from './groups.ts'
export type { EncodeOptions, Modality, Model, NamedPartition } from './model.ts'
export type { Normalization } from './normalization.ts'
export { packRun, unpackRun } from './pack-run.ts'
export type { Parameters } from './parameters.ts'
export { preset, presets, type PresetName } from './presets/index.ts'
export {
  override,
  type ActivationSpec,
  type AuxK,
  type GroupSpec,
  type MaskSpec,
  type PenaltySpec,
  type RateSpec,
  type Recipe,
  type RecipeOverrides,
  type StartSpec,
  type TrainingSpec,
} from './recipe.ts'
export type { RowSource } from './row-source.ts'
export type { Run, RunFile, RunFileName } from './run-files.ts'
export { toSaeLens } from './sae-lens.ts'
export type { StepLoss } from './step.ts'
export { train } from './train.ts'
export type { TrainingProgress, TrainOptions, TrainResult } from './train-options.ts'
export type { TrainingData } from './training-data.ts'
export type { EpochRecord, TrainingState } from './training-state.ts'
export { validateRecipe } from './validate.ts'
