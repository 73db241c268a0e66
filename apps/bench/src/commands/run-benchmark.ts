import { interruptible } from '@cmgsae/cli'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { benchmark } from '../benchmark.ts'
import type { DatasetSpec, Defaults } from '../datasets/dataset.ts'
import { loadDataset } from '../datasets/load-dataset.ts'
import { BenchError } from '../errors.ts'
import { parseModels, parseVariants } from '../models.ts'
import { CURVED, FULL_PROBE, QUICK_CURVE, QUICK_PROBE, type Settings } from '../plan.ts'
import { renderTable } from '../results/table.ts'
import { createReporter } from '../terminal/reporter.ts'
import { wholeNumber, type SharedValues } from './shared-args.ts'

/**
 * Loads the set, runs the benchmark, prints the table and says where everything is.
 * @returns the exit code
 */
export async function runBenchmark(
  data: DatasetSpec,
  values: SharedValues,
  defaultsOf: (rows: number) => Defaults,
  rawArgs: readonly string[],
): Promise<number> {
  const variants =
    values.variants === undefined
      ? {}
      : parseVariants(await readFile(values.variants, 'utf8'), values.variants)
  const models = parseModels(values.models, variants)
  const numbers = {
    seeds: wholeNumber('seeds', values.seeds, { most: 100 }),
    latents: wholeNumber('latents', values.latents, { least: 8, most: 65_536 }),
    k: wholeNumber('k', values.k),
    epochs: wholeNumber('epochs', values.epochs, { most: 10_000 }),
    batch: wholeNumber('batch', values.batch, { most: 65_536 }),
    jobs: wholeNumber('jobs', values.jobs, { most: 256 }),
  }
  const spec = values.validation ? { ...data, validation: true } : data
  const out = values.out ?? join('runs', `bench-${spec.kind}`)
  const reporter = createReporter(process.stdout, process.stderr, process.env)
  const dataset = await loadDataset(spec)
  const { train, test } = dataset.split(0)
  const [{ embeddings }] = train.modalities as [(typeof train.modalities)[number]]
  const defaults = defaultsOf(embeddings.rows + test.modalities[0]!.embeddings.rows)
  const sizes = values.quick ? defaults.quick : defaults
  const splits = numbers.seeds ?? sizes.seeds
  if (dataset.splits !== null && splits > dataset.splits) {
    throw new BenchError(`--seeds is "${splits}"; ${dataset.name} has ${dataset.splits} folds`)
  }
  const latents = numbers.latents ?? sizes.latents
  const k = numbers.k ?? defaults.k
  if (k > latents / 2) {
    throw new BenchError(
      `--k is "${k}"; of ${latents} latents at most ${latents / 2} may be active`,
    )
  }
  const whole = !values.quick || defaults.quick.whole
  const settings: Settings = {
    models,
    variants,
    splits,
    latents,
    k,
    moreK: numbers.k === undefined && !values.quick ? defaults.moreK : null,
    epochs: numbers.epochs ?? sizes.epochs,
    batch: numbers.batch ?? null,
    probe: values.quick || values.validation ? QUICK_PROBE : FULL_PROBE,
    tune: values.tune !== false && !values.quick,
    unseen: values.unseen !== false && whole,
    curve: values.curve === false || !whole ? [] : values.quick ? QUICK_CURVE : CURVED.l0,
  }
  reporter.heading(dataset, settings)

  const stopped = () => 'stopped; finished jobs are kept'
  return interruptible(stopped, async (signal) => {
    signal.addEventListener('abort', () => reporter.note('stopping (Ctrl-C again: at once)'))
    const outcome = await benchmark({
      spec,
      dataset,
      settings,
      out,
      command: ['bench', ...rawArgs].join(' '),
      workers: numbers.jobs ?? availableParallelism(),
      signal,
      events: reporter.events,
    })
    reporter.stop()
    if (outcome.rows.length > 0) {
      const rows = outcome.rows.map(({ row }) => row).filter(({ curveOnly }) => !curveOnly)
      const names = dataset.modalities.map(({ name }) => name)
      reporter.table((options) => renderTable(rows, names, options))
      reporter.gains(outcome.differences, ['cmgsae', ...Object.keys(variants)])
      reporter.closing(out, models, outcome)
    }
    signal.throwIfAborted()
    return outcome.failures > 0 ? 1 : 0
  })
}
