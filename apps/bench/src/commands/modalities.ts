import { formatDuration, interruptible } from '@cmgsae/cli'
import { defineCommand } from 'citty'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { BenchError } from '../errors.ts'
import { listedNames } from '../listed-names.ts'
import { DESIGNS, type Design } from '../modalities/design.ts'
import { UNTUNED_RATE, type ModalitiesJob, type Settings } from '../modalities/job.ts'
import { MODELS, type ModelName } from '../modalities/models.ts'
import { runModalities } from '../modalities/run.ts'
import { renderDesign } from '../modalities/table.ts'
import { jobEvents } from '../terminal/job-events.ts'
import { createProgress } from '../terminal/progress.ts'
import { refuseUnknown, sharedArgs, wholeNumber } from './shared-args.ts'

const DEFAULTS = { samples: 3200, latents: 256, k: 8, epochs: 60, seeds: 3 }
const QUICK = { samples: 1600, latents: 192, k: 8, epochs: 20, seeds: 1 }

const { out, latents, k, epochs, jobs } = sharedArgs
const args = {
  out,
  designs: {
    type: 'string',
    valueHint: 'a,b',
    description: `Which pairs of modalities are seen together, of: ${Object.keys(DESIGNS).join(', ')} (default: all)`,
  },
  models: {
    type: 'string',
    valueHint: 'a,b',
    description: `Rows to compare, of: ${Object.keys(MODELS).join(', ')} (default: all)`,
  },
  samples: {
    type: 'string',
    valueHint: 'N',
    description: `Samples of the world; the models see three quarters (default: ${DEFAULTS.samples})`,
  },
  world: { type: 'string', valueHint: 'SEED', default: '0', description: 'Seed of the world' },
  seeds: {
    type: 'string',
    valueHint: 'N',
    description: `Divisions of the world, each with its own training seed (default: ${DEFAULTS.seeds})`,
  },
  quick: {
    type: 'boolean',
    description: 'A small world, one seed, few epochs, no tuning: within a minute',
  },
  latents,
  k,
  epochs,
  tune: {
    type: 'boolean',
    default: true,
    negativeDescription: `Train all models with a learning rate of ${UNTUNED_RATE}`,
    description: 'Choose each learning rate on held-out training samples of the first seed',
  },
  jobs,
} as const

export const modalities = defineCommand({
  meta: {
    name: 'modalities',
    description:
      'Picture, sound, text and motion of the concept world, two of them in each training sample: are the planted atoms found, and is every modality predicted from every other, met together or not? Needs no data.\nExample: pnpm bench modalities --quick',
  },
  args,
  async run({ args: values, rawArgs }) {
    refuseUnknown(rawArgs, args)
    const sizes = values.quick ? QUICK : DEFAULTS
    const number = (name: keyof typeof DEFAULTS, least: number, most: number) =>
      wholeNumber(name, values[name], { least, most }) ?? sizes[name]
    const settings: Settings = {
      world: {
        samples: number('samples', 200, 1_000_000),
        seed: wholeNumber('world', values.world, { least: 0, most: 2 ** 32 - 1 })!,
      },
      designs: listedNames('designs', values.designs, Object.keys(DESIGNS) as Design[]),
      models: listedNames('models', values.models, Object.keys(MODELS) as ModelName[]),
      seeds: number('seeds', 1, 100),
      latents: number('latents', 48, 65_536),
      k: number('k', 1, 65_536),
      epochs: number('epochs', 1, 10_000),
      tune: values.tune && !values.quick,
    }
    const smallest = Math.floor(settings.latents / DESIGNS.pairs.length)
    if (settings.k > smallest / 2) {
      throw new BenchError(
        `--k is "${settings.k}"; of ${smallest} latents, a pair's share of ${settings.latents}, at most ${Math.floor(smallest / 2)} may be active`,
      )
    }
    const workers = wholeNumber('jobs', values.jobs, { most: 256 }) ?? availableParallelism()
    process.exitCode = await runAndPrint(settings, {
      out: values.out ?? join('runs', 'bench-modalities'),
      command: ['bench', 'modalities', ...rawArgs].join(' '),
      workers,
    })
  },
})

/** Results on stdout, progress and remarks on stderr. @returns the exit code */
async function runAndPrint(
  settings: Settings,
  options: { readonly out: string; readonly command: string; readonly workers: number },
): Promise<number> {
  const startedAt = performance.now()
  const { stdout, env } = process
  const colour = stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  const strong = (text: string) => (colour ? `\u001B[1m${text}\u001B[22m` : text)
  const progress = createProgress(process.stderr)
  const { world, seeds, latents: p, k: l0, epochs: passes } = settings
  console.log(strong('four modalities of the concept world, two in each training sample'))
  console.log(
    `world ${world.seed}, ${world.samples} samples, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}, ${p} latents, L0 ${l0}, ${passes} epochs`,
  )
  const stopped = () => 'stopped; finished jobs are kept'
  return interruptible(stopped, async (signal) => {
    signal.addEventListener('abort', () => progress.log('stopping (Ctrl-C again: at once)'))
    const events = jobEvents(progress, nameOf)
    const outcome = await runModalities({ settings, ...options, signal, events })
    progress.stop()
    for (const design of outcome.designs) console.log(`\n${renderDesign(design, strong)}`)
    if (outcome.designs.length > 0) {
      console.log(`\nreport      ${join(options.out, 'report.html')}`)
      console.log(`numbers     ${join(options.out, 'results.json')}`)
      console.log(`took        ${formatDuration((performance.now() - startedAt) / 1000)}`)
    }
    signal.throwIfAborted()
    return outcome.failures > 0 ? 1 : 0
  })
}

const nameOf = ({ kind, design, model, seed, sizes }: ModalitiesJob) =>
  kind === 'tune'
    ? `${design}, ${model}, learning rate ${sizes.learningRate}`
    : `${design}, ${model}, seed ${seed}`
