import { createHash } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeTensor } from '@cmgsae/tensor'
import { ModelError } from '../errors.ts'
import {
  assembleRun,
  parseConfig,
  parseTensors,
  serializeRun,
  type Run,
  type RunConfig,
  type RunFileName,
  type RunTensors,
} from '../run-files.ts'
import { isFile, next, replaceFiles } from './replace-files.ts'

/**
 * Saves a run as `directory/model.safetensors` + `config.json` (+ `training.safetensors` while
 * unfinished). All are written in full before the first is renamed, and each names the weights it
 * belongs to, so that a kill at any moment leaves either the previous or the new run readable.
 * @throws ModelError when the folder cannot be written (a full disk, no permission, a file)
 */
export async function saveRun(directory: string, run: Run): Promise<void> {
  await replaceFiles(directory, serializeRun(run, hash))
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

async function assemble(directory: string, config: RunConfig): Promise<Run> {
  const model = await readTensors(directory, 'model.safetensors', config)
  if (config.finished) return assembleRun(config, model)
  return assembleRun(config, model, await readTensors(directory, 'training.safetensors', config))
}

/** The file, in place or still under its temporary name, that belongs to the configuration. */
async function readTensors(
  directory: string,
  name: RunFileName,
  { weights }: RunConfig,
): Promise<RunTensors> {
  const path = join(directory, name)
  let problem: unknown
  for (const candidate of [path, path + next]) {
    if (!(await isFile(candidate))) continue
    try {
      const found = parseTensors(await readFile(candidate), candidate)
      if (found.metadata['weights'] === weights) return found
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
