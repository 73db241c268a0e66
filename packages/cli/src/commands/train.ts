import { resolve } from 'node:path'
import { defaultLatents, type Recipe } from '@cmgsae/model'
import { defineCommand } from '../args/command.ts'
import { usageError } from '../errors.ts'
import { encodeSides } from '../measure/held-out-codes.ts'
import { measureReconstruction } from '../measure/reconstruction.ts'
import { buildRecipe, withDefaultActive } from '../recipe/build-recipe.ts'
import { checkOutput } from '../run/check-output.ts'
import type { RunInfo } from '../run/run-info.ts'
import { holdOut, type HeldOut } from '../samples/hold-out.ts'
import { openSamples } from '../samples/open-samples.ts'
import { samplesAt } from '../samples/samples-at.ts'
import { closeSamples, isStreamed, type TrainingSamples } from '../samples/samples.ts'
import { filesOf, sourceOptions, type SampleSource } from '../samples/source.ts'
import { formatCount, formatShare } from '../terminal/format.ts'
import { shellQuote } from '../terminal/shell-quote.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { openFillingRun } from '../train/fill-samples.ts'
import { checkUnchanged, openUnfinished, type Unfinished } from '../train/open-unfinished.ts'
import { renderReconstruction } from '../train/summary.ts'
import { trainOptions, type TrainFlags } from '../train/train-options.ts'
import { trainRun } from '../train/train-run.ts'

export const train = defineCommand({
  name: 'train',
  about: 'Train a sparse autoencoder on paired embeddings and save it as a run.',
  positionals: [],
  examples: [
    'cmgsae train --modality image=images.npy --modality text=captions.npy --out runs/first',
    'cmgsae train --modality audio=a.npy --modality text=t.npy --labels meta.csv:class_name \\',
    '    --group-by text --k 16 --set training.clip=0.5 --out runs/sounds',
    'cmgsae train --world --out runs/world',
    'cmgsae train --fill runs/first --out runs/second',
    'cmgsae train --resume --out runs/first',
  ],
  details: [
    'Ctrl-C saves and stops (exit code 130); --resume then ends in the same bytes as a run that was',
    'never stopped. Even after a kill, --resume goes on from the last checkpoint.',
    '',
    'Where samples lack modalities (--allow-missing), train once with half of the epochs, and with',
    '--fill on what that run predicts: it then predicts modalities from one another that no sample had',
    'together. Held-out samples stay as they are.',
    '',
    'Files larger than half of the free memory, or than --memory GB, stay on disk: coming batches are',
    'read and decoded beside the training, and the run ends in the same bytes. A .npy, .safetensors or',
    'clip-retrieval folder is read as it lies; parquet is first written to a temporary file in TMPDIR.',
  ],
  options: trainOptions,
  async run({ options, terminal }) {
    const { out } = options
    if (out === undefined) throw usageError('train needs --out RUN, the folder to save in')
    const started = options.resume
      ? await openUnfinished(out, options, terminal)
      : await startRun(out, options, terminal)
    if (!started) return
    try {
      await finishRun(started, out, options, terminal)
    } finally {
      await closeSamples(started.samples)
    }
  },
})

async function finishRun(
  { samples, held, info, seed, training }: Started | Unfinished,
  out: string,
  options: TrainFlags,
  terminal: Terminal,
): Promise<void> {
  describeData(samples, held, info, terminal)
  const { model, epoch, history } = await trainRun({
    out,
    samples,
    held,
    info,
    seed,
    checkpointSeconds: options['checkpoint-seconds'] ?? 30,
    terminal,
    ...(training && { resume: training }),
  })
  const measured = held.test.length > 0 ? held.test : held.train
  const at = await samplesAt(samples, measured, seed)
  const sides = await encodeSides(model, at.samples, at.rows)
  const scores = await measureReconstruction(model, sides)
  if (options.json) {
    terminal.print(
      JSON.stringify(
        {
          run: out,
          preset: info.recipe.preset,
          seed,
          samples: samples.count,
          trained: held.train.length,
          heldOut: held.test.length,
          streamed: isStreamed(samples),
          measured: at.rows.length,
          epoch,
          epochs: history.length,
          ...scores,
        },
        null,
        2,
      ),
    )
    return
  }
  const { style } = terminal
  const all = held.test.length > 0 ? 'held-out samples' : 'the training samples'
  const on = at.rows.length < measured.length ? `${formatCount(at.rows.length)} of ${all}` : all
  terminal.print(
    [
      style.bold(`${info.recipe.preset} after ${epoch} epochs, on ${on}`),
      renderReconstruction(scores, style),
      '',
      `  saved in ${style.cyan(out)}`,
      `  next     cmgsae eval ${shellQuote(out)}`,
    ].join('\n'),
  )
}

type Filler = Awaited<ReturnType<typeof openFillingRun>>

interface Started {
  readonly samples: TrainingSamples
  readonly held: HeldOut
  readonly info: RunInfo
  readonly seed: number
  readonly training?: undefined
}

async function startRun(out: string, flags: TrainFlags, terminal: Terminal): Promise<Started> {
  const filler = flags.fill === undefined ? undefined : await fillerOf(flags.fill, out, flags)
  const source = filler?.info.source ?? (await sourceOf(flags))
  const asked: Recipe = buildRecipe(flags)
  await checkOutput(out, { force: flags.force ?? false })
  const samples = await openSamples(source, {
    memory: flags.memory,
    held: filler !== undefined,
    by: flags['split-by'],
    terminal,
    stopped: 'stopped before training began; nothing is saved',
  })
  try {
    return prepareRun(source, samples, asked, flags, filler)
  } catch (error) {
    await closeSamples(samples)
    throw error
  }
}

function prepareRun(
  source: SampleSource,
  samples: TrainingSamples,
  asked: Recipe,
  flags: TrainFlags,
  filler: Filler | undefined,
): Started {
  if (filler) checkUnchanged(samples, filler.info, `${filler.run.path} was trained on`)
  const seed = flags.seed ?? 0
  const split = filler?.info.split ?? {
    share: flags['test-share'] ?? 0.2,
    by: flags['split-by'] ?? samples.modalities[0]!.name,
    seed,
  }
  const held = holdOut(samples, split)
  const latents = asked.latents ?? defaultLatents(held.train.length)
  const recipe = withDefaultActive(asked, flags, latents)
  const info: RunInfo = {
    source,
    split,
    samples: samples.count,
    fingerprints: samples.fingerprints,
    recipe,
    backend: (flags.backend as RunInfo['backend'] | undefined) ?? 'wasm',
    ...(filler && { filling: filler.run }),
  }
  return { samples, held, info, seed }
}

/** What a run that fills in leaves to be chosen: its samples and its split are taken, too. */
function fillerOf(path: string, out: string, flags: TrainFlags): Promise<Filler> {
  if (resolve(path) === resolve(out)) throw usageError(`--fill and --out are both ${out}`)
  const taken = [...Object.keys(sourceOptions), 'world', 'world-samples', 'test-share', 'split-by']
  for (const name of [...taken, 'memory'] as (keyof TrainFlags)[]) {
    const given = flags[name]
    if (given === undefined || (Array.isArray(given) && given.length === 0)) continue
    throw usageError(
      `--fill and --${name} exclude each other: samples and split are those of ${path}`,
    )
  }
  return openFillingRun(path)
}

async function sourceOf(flags: TrainFlags): Promise<SampleSource> {
  const files = await filesOf(flags)
  if (files && (flags.world || flags['world-samples'] !== undefined)) {
    throw usageError(`--world and --${flags.pairs ? 'pairs' : 'modality'} exclude each other`)
  }
  if (files) return files
  if (!flags.world) {
    throw usageError(
      'train needs --modality NAME=FILE or --pairs SET (or --world, to try it without files)',
    )
  }
  return { kind: 'world', samples: flags['world-samples'] ?? 3000, seed: 0 }
}

/** What is trained on, before it starts. */
function describeData(
  samples: TrainingSamples,
  held: HeldOut,
  info: RunInfo,
  { note }: Terminal,
): void {
  const sides = samples.modalities.map(({ name, embeddings }) => `${name} ${embeddings.cols}`)
  const latents = info.recipe.latents ?? defaultLatents(held.train.length)
  const split =
    info.split.share === 0
      ? 'none held out'
      : `${formatCount(held.test.length)} held out, split by ${formatCount(held.distinct)} distinct ${info.split.by} rows`
  const { labels } = samples
  const classes = labels
    ? `, ${formatCount(new Set(labels.of.filter((c) => c >= 0)).size)} classes`
    : ''
  note(`${formatCount(samples.count)} samples (${sides.join(', ')}${classes}); ${split}`)
  note(
    `preset ${info.recipe.preset}, ${formatCount(latents)} latents, ${formatShare(info.split.share, 0)} test`,
  )
}
