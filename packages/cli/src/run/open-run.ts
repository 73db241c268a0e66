import { createModel, modelMemory, type Model } from '@cmgsae/model'
import { loadRun } from '@cmgsae/model/node'
import type { Values } from '../args/command.ts'
import { CliError } from '../errors.ts'
import { holdOut } from '../samples/hold-out.ts'
import { loadSamples } from '../samples/load-samples.ts'
import { checkFits } from '../samples/open-samples.ts'
import type { Samples } from '../samples/samples.ts'
import { filesOf, withTables, type sourceOptions, type SampleSource } from '../samples/source.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { openBackend } from './backend.ts'
import { readRunInfo, type BackendName, type RunInfo } from './run-info.ts'

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

type SourceFlags = Partial<Values<typeof sourceOptions>>

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
  const other = flags.pairs !== undefined || (flags.modality ?? []).length > 0
  const source = other ? (await filesOf(asSource(flags)))! : withFlags(info.source, flags)
  checkModalities(source, run.model.modalities)
  await checkFits(source)
  const samples = await loadSamples(source)
  const chosen = (flags.backend as BackendName | undefined) ?? 'wasm'
  const backend = await openBackend(chosen, modelMemory(run.model))
  const common = {
    path,
    model: createModel(run.model, backend),
    info,
    seed: run.seed,
    epochs: run.history.length,
    samples,
  }
  if (other) {
    const rows = Uint32Array.from({ length: samples.count }, (_, n) => n)
    return { ...common, rows, trained: new Uint32Array(0), rowsAre: 'samples of the given files' }
  }
  if (samples.count !== info.samples) {
    throw new CliError(
      `the files of ${path} now hold ${samples.count} samples, it was trained on a part of ${info.samples}; ` +
        'restore them, or give other files with --modality',
    )
  }
  for (const { name } of samples.modalities) {
    if (samples.fingerprints[name] === info.fingerprints[name]) continue
    terminal.warn(
      `${name} has changed since ${path} was trained: held-out rows may not be the same`,
    )
  }
  const { train, test } = holdOut(samples, info.split)
  return test.length === 0
    ? { ...common, rows: train, trained: train, rowsAre: 'training samples (none was held out)' }
    : { ...common, rows: test, trained: train, rowsAre: 'held-out samples' }
}

function asSource(flags: SourceFlags): Values<typeof sourceOptions> {
  return {
    pairs: flags.pairs,
    modality: flags.modality ?? [],
    labels: flags.labels,
    metadata: flags.metadata,
    'allow-missing': flags['allow-missing'],
  }
}

/** Labels and metadata may be given for the run's own files. */
function withFlags(source: SampleSource, { labels, metadata }: SourceFlags): SampleSource {
  if (labels === undefined && metadata === undefined) return source
  if (source.kind === 'world') throw new CliError('the concept world brings its own labels')
  return withTables(source, { labels, metadata })
}

function checkModalities(source: SampleSource, known: readonly { readonly name: string }[]): void {
  if (source.kind === 'world') return
  const names = known.map(({ name }) => name)
  const unknown = source.modalities.find(({ name }) => !names.includes(name))
  if (!unknown) return
  throw new CliError(`--modality ${unknown.name}: the run knows ${names.join(', ')} only`)
}
