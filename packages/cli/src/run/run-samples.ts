import type { Run } from '@cmgsae/model'
import type { Values } from '../args/command.ts'
import { CliError } from '../errors.ts'
import { holdOut, type HeldOut } from '../samples/hold-out.ts'
import { loadSamples } from '../samples/load-samples.ts'
import { checkFits } from '../samples/open-samples.ts'
import type { Samples } from '../samples/samples.ts'
import { filesOf, withTables, type sourceOptions, type SampleSource } from '../samples/source.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { RunInfo } from './run-info.ts'

export type SourceFlags = Partial<Values<typeof sourceOptions>>

/** Samples to look at a run with. */
export interface RunSamples {
  readonly source: SampleSource
  readonly samples: Samples
  /** What training saw and what it did not; undefined where other files are given. */
  readonly held: HeldOut | undefined
}

/**
 * The samples that a command line names, else those that a run was trained beside.
 * @throws CliError or DataError for a file that is not there, has changed or cannot be read
 */
export async function runSamples(
  path: string,
  { model }: Run,
  noted: () => RunInfo,
  flags: SourceFlags,
  terminal: Terminal,
): Promise<RunSamples> {
  const other = namesFiles(flags)
  const source = other ? (await filesOf(asSource(flags)))! : withFlags(noted().source, flags)
  checkModalities(source, model.modalities)
  await checkFits(source)
  const samples = await loadSamples(source)
  if (other) return { source, samples, held: undefined }
  const info = noted()
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
  return { source, samples, held: holdOut(samples, info.split) }
}

/** Whether the command line names files of embeddings, and not only what is known of their rows. */
export function namesFiles({ pairs, modality = [] }: SourceFlags): boolean {
  return pairs !== undefined || modality.length > 0
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
