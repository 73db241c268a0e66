import { mkdir } from 'node:fs/promises'
import { openJobStore } from '../jobs/job-store.ts'
import { runJobs, type Finished, type JobEvents } from '../jobs/run-jobs.ts'
import { currentCommit } from '../results/commit.ts'
import { writeOutput } from '../results/write-results.ts'
import type { Design } from './design.ts'
import {
  fitJobs,
  tuningJobs,
  UNTUNED_RATE,
  type ModalitiesJob,
  type ModalitiesResult,
  type Settings,
} from './job.ts'
import { isTrained, type ModelName } from './models.ts'
import { modalitiesHtml } from './report.ts'
import { summarize, type DesignResults } from './summarize.ts'

export type ModalitiesEvents = JobEvents<ModalitiesJob, ModalitiesResult> & {
  onPhase(name: string, jobs: number): void
}

export interface RunOptions {
  readonly settings: Settings
  readonly out: string
  /** The command line as typed. */
  readonly command: string
  readonly workers: number
  readonly signal: AbortSignal
  readonly events: ModalitiesEvents
}

/**
 * Chooses learning rates, fits and measures everything, and writes results.json and report.html.
 * Finished jobs are kept in jobs/; when aborted, what is finished is still summarised.
 */
export async function runModalities({
  settings,
  out,
  command,
  workers,
  signal,
  events,
}: RunOptions): Promise<{ designs: DesignResults[]; failures: number; unfinished: number }> {
  await mkdir(out, { recursive: true })
  const store = await openJobStore<ModalitiesJob, ModalitiesResult>(out)
  const worker = new URL('./worker.ts', import.meta.url)
  const run = async (phase: string, jobs: readonly ModalitiesJob[]) => {
    if (jobs.length === 0 || signal.aborted) return { finished: [], failed: [] }
    events.onPhase(phase, jobs.length)
    return runJobs(jobs, { dataset: settings.world, worker, store, workers, signal, events })
  }
  const tried = await run('learning rates', tuningJobs(settings))
  const jobs = fitJobs(settings, bestRate(tried.finished))
  const done = await run('models', jobs)
  const designs = summarize(done.finished, settings)
  const unfinished = jobs.length - done.finished.length - done.failed.length
  if (designs.length > 0) {
    const commit = await currentCommit()
    const json = { benchmark: 'modalities', command, commit, settings, designs }
    await writeOutput(out, 'results.json', `${JSON.stringify(json, null, 2)}\n`)
    const html = modalitiesHtml({ settings, designs, command, commit, unfinished })
    await writeOutput(out, 'report.html', html)
  }
  return { designs, failures: tried.failed.length + done.failed.length, unfinished }
}

/** The learning rate of best score; null for what is not trained. */
function bestRate(tried: readonly Finished<ModalitiesJob, ModalitiesResult>[]) {
  return (design: Design, model: ModelName): number | null => {
    const own = tried.filter(({ job }) => job.design === design && job.model === model)
    const score = ({ result }: (typeof own)[number]) => result.score ?? -Infinity
    const [best] = own.toSorted((a, b) => score(b) - score(a))
    return isTrained(model) ? (best?.job.sizes.learningRate ?? UNTUNED_RATE) : null
  }
}
