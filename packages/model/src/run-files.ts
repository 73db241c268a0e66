import type { ModelState } from './autoencoder.ts'
import { ModelError } from './errors.ts'
import { deserializeTraining, serializeTraining } from './serialize-training.ts'
import {
  deserializeModel,
  formatVersion,
  pack,
  serializeModel,
  unpack,
  type ModelConfig,
} from './serialize.ts'
import type { SafeTensor } from '@cmgsae/tensor'
import type { EpochRecord, TrainingState } from './training-state.ts'

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

/** A file of a run, its bytes in pieces. */
export type RunFile = readonly [name: RunFileName, pieces: readonly Uint8Array[]]

export type RunFileName = 'config.json' | 'model.safetensors' | 'training.safetensors'

/** config.json */
export interface RunConfig extends ModelConfig {
  readonly format: 'cmgsae'
  readonly version: number
  /** Hash of the weights this configuration belongs to. */
  readonly weights: string
  readonly finished: boolean
  readonly seed: number
  readonly history: readonly EpochRecord[]
  readonly info: Readonly<Record<string, unknown>>
}

/** A safetensors file of a run, taken apart. */
export interface RunTensors {
  readonly name: string
  readonly metadata: Readonly<Record<string, string>>
  readonly tensors: Readonly<Record<string, SafeTensor>>
}

/** The files of a run, in the order in which to put them in place; `hash` marks which belong together. */
export function serializeRun(
  run: Run,
  hash: (tensors: Readonly<Record<string, SafeTensor>>) => string,
): RunFile[] {
  const { config, tensors } = serializeModel(run.model)
  const weights = hash(tensors)
  const file: RunConfig = {
    format: 'cmgsae',
    version: formatVersion,
    weights,
    finished: !run.training,
    seed: run.seed,
    ...config,
    history: run.history,
    info: run.info,
  }
  const files: RunFile[] = [
    ['model.safetensors', pack(tensors, { weights })],
    ['config.json', [new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`)]],
  ]
  if (!run.training) return files
  const { scalars, tensors: state } = serializeTraining(run.training)
  return [['training.safetensors', pack(state, { weights, scalars })], ...files]
}

/** @throws ModelError for a text that is no config.json of ours, or of a newer version */
export function parseConfig(text: string, name: string): RunConfig {
  let config: RunConfig
  try {
    config = JSON.parse(text)
  } catch {
    throw new ModelError(`${name} is not complete JSON; restore it or train again`)
  }
  if (config?.format !== 'cmgsae') {
    throw new ModelError(`${name} was not written by cmgsae; give a folder that train made`)
  }
  if (!(config.version <= formatVersion)) {
    throw new ModelError(
      `${name} has format version ${config.version}, newer than the ${formatVersion} this version reads: upgrade cmgsae`,
    )
  }
  return config
}

/** @throws ModelError for bytes that are no safetensors file of ours */
export function parseTensors(bytes: Uint8Array, name: string): RunTensors {
  return { name, ...unpack(bytes, name) }
}

/** @throws ModelError when tensors are absent or of other shapes than the configuration says */
export function assembleRun(
  { seed, history, info, ...config }: RunConfig,
  model: RunTensors,
  training?: RunTensors,
): Run {
  const state = deserializeModel(config, model.tensors, model.name)
  if (!training) return { model: state, seed, history, info }
  const { scalars = '{}' } = training.metadata
  return {
    model: state,
    seed,
    history,
    info,
    training: deserializeTraining(scalars, training.tensors, state, history, training.name),
  }
}
