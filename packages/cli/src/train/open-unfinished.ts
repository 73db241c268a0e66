import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { loadRun, type Run } from '@cmgsae/model/node'
import { CliError, usageError } from '../errors.ts'
import { contradictions } from '../recipe/build-recipe.ts'
import { readRunInfo, type RunInfo } from '../run/run-info.ts'
import { holdOut, type HeldOut } from '../samples/hold-out.ts'
import { openSamples } from '../samples/open-samples.ts'
import { closeSamples, type TrainingSamples } from '../samples/samples.ts'
import { filesOf } from '../samples/source.ts'
import { shellQuote } from '../terminal/shell-quote.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { TrainFlags } from './train-options.ts'

export interface Unfinished {
  readonly samples: TrainingSamples
  readonly held: HeldOut
  readonly info: RunInfo
  readonly seed: number
  readonly training: NonNullable<Run['training']>
}

/**
 * Opens a run to go on with: data, recipe and seed come from the run itself. Undefined, with a
 * note, when there is nothing left to do.
 * @throws CliError for options that contradict the run, or data that has changed since
 */
export async function openUnfinished(
  out: string,
  flags: TrainFlags,
  terminal: Terminal,
): Promise<Unfinished | undefined> {
  if (flags.force) throw usageError('--resume and --force exclude each other')
  const { seed, info: noted, training, history } = await loadRun(out)
  const info = readRunInfo(noted, out)
  const differing = [
    ...contradictions(info.recipe, flags),
    ...(await otherContradictions(info, seed, flags)),
  ]
  if (differing.length > 0) {
    throw new CliError(
      `${differing.join(', ')} contradict${differing.length === 1 ? 's' : ''} the run in ${out}; ` +
        '--resume takes its settings: leave them out, or train anew with --force',
    )
  }
  if (!training) {
    const done = history.length
    terminal.note(`${out} is finished (${done} epochs); next: cmgsae eval ${shellQuote(out)}`)
    return undefined
  }
  const samples = await openSamples(info.source, {
    memory: flags.memory,
    held: info.filling !== undefined,
    by: info.split.by,
    terminal,
    stopped: `stopped before it went on; ${out} is as it was`,
  })
  try {
    checkUnchanged(samples, info, `${out} was started on`)
    return { samples, held: holdOut(samples, info.split), info, seed, training }
  } catch (error) {
    await closeSamples(samples)
    throw error
  }
}

/** @throws CliError where a modality or the labels are not what a run notes of them */
export function checkUnchanged(
  { fingerprints }: TrainingSamples,
  info: RunInfo,
  was: string,
): void {
  for (const [name, known] of Object.entries(info.fingerprints)) {
    if (fingerprints[name] === known) continue
    throw new CliError(`${name} is not the data ${was}; restore it, or train anew with --force`)
  }
}

async function otherContradictions(
  info: RunInfo,
  seed: number,
  flags: TrainFlags,
): Promise<string[]> {
  const { source, split } = info
  const names: string[] = []
  const check = (name: string, given: unknown, saved: unknown) => {
    if (given !== undefined && !isDeepStrictEqual(given, saved)) names.push(name)
  }
  const files = await filesOf(flags)
  check('--seed', flags.seed, seed)
  check('--fill', flags.fill && resolve(flags.fill), info.filling?.absolute)
  check('--backend', flags.backend, info.backend)
  check('--test-share', flags['test-share'], split.share)
  check('--split-by', flags['split-by'], split.by)
  check('--world', flags.world, source.kind === 'world')
  check('--world-samples', flags['world-samples'], source.kind === 'world' ? source.samples : null)
  if (files) {
    const saved = source.kind === 'files' ? source : undefined
    check(
      flags.pairs ? '--pairs' : '--modality',
      files.modalities.map(place),
      saved?.modalities.map(place),
    )
    check(
      '--labels',
      files.labels && place({ file: files.labels }),
      saved?.labels && place({ file: saved.labels }),
    )
    check('--metadata', files.metadata?.absolute, saved?.metadata?.absolute)
  }
  return names
}

const place = ({ name, file }: { name?: string; file: { absolute: string; part?: string } }) => [
  name,
  file.absolute,
  file.part,
]
