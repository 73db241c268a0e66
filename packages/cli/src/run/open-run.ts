import { createModel, modelMemory, type Model, type Run } from '@cmgsae/model'
import { loadRun } from '@cmgsae/model/node'
import type { Samples } from '../samples/samples.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { openBackend } from './backend.ts'
import { readRunInfo, type BackendName, type RunInfo } from './run-info.ts'
import { runSamples, type RunSamples, type SourceFlags } from './run-samples.ts'

/** A saved run with samples to look at. */
export interface OpenedRun {
  readonly path: string
  readonly model: Model
  readonly info: RunInfo
  readonly seed: number
  readonly epochs: number
  readonly samples: Samples
  /** Samples to measure on: those held out, or all of newly given files. */
  readonly rows: Uint32Array
  /** Samples the model was trained on; empty where other files are given. */
  readonly trained: Uint32Array
  /** What `rows` are, in words. */
  readonly rowsAre: string
}

/**
 * Opens a run with the samples it was trained beside, or with other files of the same modalities.
 * @throws CliError, ModelError or DataError for a run or file that cannot be read
 */
export async function openRun(
  path: string,
  flags: SourceFlags & { readonly backend?: string | undefined },
  terminal: Terminal,
): Promise<OpenedRun> {
  const run = await loadRun(path)
  const info = readRunInfo(run.info, path)
  if (run.training) {
    terminal.warn(`${path} is unfinished: this is the model as it stands`)
  }
  const found = await runSamples(path, run, () => info, flags, terminal)
  return withSamples(path, run, info, found, flags.backend)
}

/** A run that is read already, on a backend. */
export async function withSamples(
  path: string,
  run: Run,
  info: RunInfo,
  { samples, held }: RunSamples,
  chosen: string = 'wasm',
): Promise<OpenedRun> {
  const backend = await openBackend(chosen as BackendName, modelMemory(run.model))
  const common = {
    path,
    model: createModel(run.model, backend),
    info,
    seed: run.seed,
    epochs: run.history.length,
    samples,
  }
  if (!held) {
    const rows = Uint32Array.from({ length: samples.count }, (_, n) => n)
    return { ...common, rows, trained: new Uint32Array(0), rowsAre: 'samples of the given files' }
  }
  const { train, test } = held
  return test.length === 0
    ? { ...common, rows: train, trained: train, rowsAre: 'training samples (none was held out)' }
    : { ...common, rows: test, trained: train, rowsAre: 'held-out samples' }
}
