import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createModel, fillMissing } from '@cmgsae/model'
import { loadRun } from '@cmgsae/model/node'
import { scopedBackend, type Backend } from '@cmgsae/tensor'
import { CliError } from '../errors.ts'
import { readRunInfo, type FillingRun, type RunInfo } from '../run/run-info.ts'
import { locate } from '../samples/load-samples.ts'
import type { Samples } from '../samples/samples.ts'
import { formatCount } from '../terminal/format.ts'
import type { Terminal } from '../terminal/terminal.ts'

/**
 * Opens a finished run to fill in by.
 * @throws CliError, or ModelError for a folder that holds no run
 */
export async function openFillingRun(path: string): Promise<{ run: FillingRun; info: RunInfo }> {
  const { info, training } = await loadRun(path)
  if (training) {
    throw new CliError(`--fill ${path} is unfinished; first cmgsae train --resume --out ${path}`)
  }
  const run = { path, absolute: resolve(path), fingerprint: await weightsOf(path) }
  return { run, info: readRunInfo(info, path) }
}

/**
 * The samples with what they lack predicted by a run that was trained beside them. Those held out are
 * filled, too, but are neither trained on nor measured so.
 * @throws CliError where the run has changed, or where no training sample lacks anything
 */
export async function fillSamples(
  { modalities }: Samples,
  rows: Uint32Array,
  filling: FillingRun,
  backend: Backend,
  { note }: Pick<Terminal, 'note'>,
  signal: AbortSignal,
): Promise<Samples['modalities']> {
  const { path } = filling
  const before = lackingOf(modalities, rows)
  if (before.every((count) => count === 0)) {
    throw new CliError(`--fill ${path}: no training sample lacks a modality; train without it`)
  }
  const place = await locate(filling)
  if ((await weightsOf(place)) !== filling.fingerprint) {
    throw new CliError(`${place} is not the run that filled in before; restore it, or train anew`)
  }
  const { model } = await loadRun(place)
  const scoped = scopedBackend(backend)
  const filled = await fillMissing(createModel(model, scoped), modalities, { signal }).finally(() =>
    scoped.releaseAll(),
  )
  const after = lackingOf(filled, rows)
  const counts = modalities.flatMap(({ name }, s) => {
    const [lacking, left] = [before[s]!, after[s]!]
    if (lacking === 0) return []
    const still = left > 0 ? ` (${formatCount(left)} more lack it still)` : ''
    return [`${name} of ${formatCount(lacking - left)}${still}`]
  })
  note(`${path} predicts what training samples lack: ${counts.join(', ')}`)
  return filled
}

function lackingOf(modalities: Samples['modalities'], rows: Uint32Array): number[] {
  return modalities.map(
    ({ embeddings: { cols, data } }) => rows.filter((n) => Number.isNaN(data[n * cols]!)).length,
  )
}

async function weightsOf(run: string): Promise<string> {
  const bytes = await readFile(join(run, 'model.safetensors'))
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}
