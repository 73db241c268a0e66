import { createHash } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeTensor } from '@cmgsae/tensor'
import type { ModelState } from '../autoencoder.ts'
import { ModelError } from '../errors.ts'
import { deserializeTraining, serializeTraining } from '../serialize-training.ts'
import {
  deserializeModel,
  formatVersion,
  pack,
  serializeModel,
  unpack,
  type ModelConfig,
} from '../serialize.ts'
import type { EpochRecord, TrainingState } from '../training-state.ts'
import { isFile, next, replaceFiles } from './replace-files.ts'

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

interface ConfigFile extends ModelConfig {
  readonly format: 'cmgsae'
  readonly version: number
  /** Hash of the weights this configuration belongs to. */
  readonly weights: string
  readonly finished: boolean
  readonly seed: number
  readonly history: readonly EpochRecord[]
  readonly info: Readonly<Record<string, unknown>>
}

/**
 * Saves a run as `directory/model.safetensors` + `config.json` (+ `training.safetensors` while
 * unfinished). All are written in full before the first is renamed, and each names the weights it
 * belongs to, so that a kill at any moment leaves either the previous or the new run readable.
 * @throws ModelError when the folder cannot be written (a full disk, no permission, a file)
 */
export async function saveRun(directory: string, run: Run): Promise<void> {
  const { config, tensors } = serializeModel(run.model)
  const weights = hash(tensors)
  const file: ConfigFile = {
    format: 'cmgsae',
    version: formatVersion,
    weights,
    finished: !run.training,
    seed: run.seed,
    ...config,
    history: run.history,
    info: run.info,
  }
  const files: [string, Uint8Array[]][] = [
    ['model.safetensors', pack(tensors, { weights })],
    ['config.json', [new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`)]],
  ]
  if (run.training) {
    const { scalars, tensors: state } = serializeTraining(run.training)
    files.unshift(['training.safetensors', pack(state, { weights, scalars })])
  }
  await replaceFiles(directory, files)
  if (!run.training) await rm(join(directory, 'training.safetensors'), { force: true })
}

/**
 * Opens what `saveRun` saved.
 * @throws ModelError when the folder holds no run, or a truncated, foreign or newer one
 */
export async function loadRun(directory: string): Promise<Run> {
  const path = join(directory, 'config.json')
  if (!(await isFile(path)) && !(await isFile(path + next))) {
    const there = await stat(directory).then(
      (found) => (found.isDirectory() ? 'has no config.json' : 'is a file'),
      () => 'does not exist',
    )
    throw new ModelError(`${directory} ${there}; give a folder that \`cmgsae train\` made`)
  }
  let problem: unknown
  // A run killed while being replaced is read from whichever complete set there is.
  for (const candidate of [path, path + next]) {
    if (!(await isFile(candidate))) continue
    try {
      return await assemble(directory, parseConfig(await readFile(candidate, 'utf8'), candidate))
    } catch (error) {
      problem ??= error
    }
  }
  throw problem
}

function parseConfig(text: string, path: string): ConfigFile {
  let config: ConfigFile
  try {
    config = JSON.parse(text)
  } catch {
    throw new ModelError(`${path} is not complete JSON; restore it or train again`)
  }
  if (config?.format !== 'cmgsae') {
    throw new ModelError(`${path} was not written by cmgsae; give a folder that train made`)
  }
  if (!(config.version <= formatVersion)) {
    throw new ModelError(
      `${path} has format version ${config.version}, newer than the ${formatVersion} this version reads: upgrade cmgsae`,
    )
  }
  return config
}

async function assemble(directory: string, config: ConfigFile): Promise<Run> {
  const model = await readTensors(directory, 'model.safetensors', config)
  const state = deserializeModel(config, model.tensors, model.path)
  const { seed, history, info } = config
  if (config.finished) return { model: state, seed, history, info }
  const training = await readTensors(directory, 'training.safetensors', config)
  const { scalars = '{}' } = training.metadata
  return {
    model: state,
    seed,
    history,
    info,
    training: deserializeTraining(scalars, training.tensors, state, history, training.path),
  }
}

/** The file, in place or still under its temporary name, that belongs to the configuration. */
async function readTensors(directory: string, name: string, { weights }: ConfigFile) {
  const path = join(directory, name)
  let problem: unknown
  for (const candidate of [path, path + next]) {
    if (!(await isFile(candidate))) continue
    try {
      const { metadata, tensors } = unpack(await readFile(candidate), candidate)
      if (metadata['weights'] === weights) return { path: candidate, metadata, tensors }
    } catch (error) {
      problem ??= error
    }
  }
  throw problem ?? new ModelError(`${path} is missing or belongs to another config.json`)
}

function hash(tensors: Readonly<Record<string, SafeTensor>>): string {
  const sum = createHash('sha256')
  for (const { data } of Object.values(tensors)) sum.update(data)
  return sum.digest('hex').slice(0, 32)
}
