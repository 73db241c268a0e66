import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dataset, DatasetSpec } from './datasets/dataset.ts'
import { fingerprint } from './datasets/fingerprint.ts'
import { isRunMissing, openJobStore } from './jobs/job-store.ts'
import type { Job, JobResult } from './jobs/job.ts'
import { runJobs, type Finished, type JobEvents } from './jobs/run-jobs.ts'
import { createPlanner, type Settings } from './plan.ts'
import { reportHtml } from './report/report.ts'
import { currentCommit } from './results/commit.ts'
import { differencesOf, type Difference } from './results/differences.ts'
import { summarize, type ReportedRow } from './results/results.ts'
import { resultsJson, writeOutput } from './results/write-results.ts'
import { exportPairs } from './runs/export-pairs.ts'
import { bestRates } from './tuning.ts'

export interface BenchmarkOptions {
  readonly spec: DatasetSpec
  readonly dataset: Dataset
  readonly settings: Settings
  readonly out: string
  /** The command line as typed. */
  readonly command: string
  readonly workers: number
  readonly signal: AbortSignal
  readonly events: JobEvents & {
    onSkipped(model: string, reason: string): void
    onPhase(name: string, jobs: number): void
  }
}

export interface BenchmarkOutcome {
  readonly rows: readonly ReportedRow[]
  readonly differences: readonly Difference[]
  readonly failures: number
  /** Jobs that were not done because of the signal. */
  readonly unfinished: number
}

/**
 * Runs every job of a benchmark and writes results.json, report.html and runs/. Finished jobs are
 * kept in jobs/, so the same command goes on where it stopped; when aborted, what is finished is
 * still summarised.
 */
export async function benchmark(options: BenchmarkOptions): Promise<BenchmarkOutcome> {
  const { spec, dataset, settings, out, signal, events } = options
  await mkdir(out, { recursive: true })
  const store = await openJobStore<Job, JobResult>(out, isRunMissing)
  const runs = join(out, 'runs')
  const save = { folder: runs, info: await exportPairs(runs, dataset) }
  const planner = createPlanner(dataset, fingerprint(dataset), settings, save)
  for (const { model, reason } of planner.skipped) events.onSkipped(model, reason)
  const run = async (phase: string, jobs: readonly Job[]) => {
    if (jobs.length > 0) events.onPhase(phase, jobs.length)
    return runJobs(jobs, { dataset: spec, store, workers: options.workers, signal, events })
  }

  const tried: Finished[] = []
  let failures = 0
  const tune = async (jobs: readonly Job[]) => {
    const { finished, failed } = await run('learning rates', jobs)
    tried.push(...finished)
    failures += failed.length
  }
  await tune(planner.tuning())
  await tune(signal.aborted ? [] : planner.moreTuning(bestRates(tried)))
  const jobs = planner.fits(bestRates(tried))
  const done = signal.aborted ? { finished: [], failed: [] } : await run('models', jobs)
  failures += done.failed.length
  const unfinished = jobs.length - done.finished.length - done.failed.length

  const mainK = [settings.k, ...(settings.moreK === null ? [] : [settings.moreK])]
  const rows = summarize(done.finished, settings.models, mainK)
  const differences = differencesOf(
    rows.map(({ row }) => row),
    dataset.modalities.map(({ name }) => name),
  )
  const outcome = { rows, differences, failures, unfinished }
  if (rows.length > 0) await writeReports(outcome, options)
  return outcome
}

async function writeReports(
  { rows, differences, unfinished }: BenchmarkOutcome,
  { dataset, settings, out, command }: BenchmarkOptions,
): Promise<void> {
  const seeds = Array.from({ length: settings.splits }, (_, index) => dataset.split(index).name)
  const results = {
    dataset: dataset.name,
    command,
    seeds,
    commit: await currentCommit(),
    rows: rows.map(({ row }) => row),
    differences,
  }
  await writeOutput(out, 'results.json', resultsJson(results))
  const html = reportHtml({ ...results, rows, dataset, settings, unfinished })
  await writeOutput(out, 'report.html', html)
}
