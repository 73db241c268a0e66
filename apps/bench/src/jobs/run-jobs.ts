import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Job, JobResult } from './job.ts'
import type { JobStore } from './job-store.ts'
import type { WorkerMessage } from './serve-jobs.ts'

export interface Finished<J = Job, R = JobResult> {
  readonly job: J
  readonly result: R
}

export interface Failed<J = Job> {
  readonly job: J
  readonly message: string
}

export interface JobEvents<J = Job, R = JobResult> {
  /** Work done so far and in all, in the jobs' cost. */
  onProgress(done: number, total: number, running: readonly J[]): void
  onFinished(finished: Finished<J, R>, kept: boolean): void
  onFailed(failed: Failed<J>): void
}

export interface RunJobsOptions<J = Job, R = JobResult> {
  /** What workers load, as plain data. */
  readonly dataset: unknown
  /** The module of the workers. */
  readonly worker?: URL
  readonly store: JobStore<J, R>
  /** Workers side by side; results do not depend on it. */
  readonly workers: number
  readonly signal: AbortSignal
  readonly events: JobEvents<J, R>
}

/**
 * Does jobs on worker threads, in order, skipping those that are kept already. A job that fails does
 * not stop the others. When aborted it returns what is finished.
 */
export async function runJobs<J extends { readonly cost: number } = Job, R = JobResult>(
  jobs: readonly J[],
  {
    dataset,
    worker: module = new URL('./worker.ts', import.meta.url),
    store,
    workers,
    signal,
    events,
  }: RunJobsOptions<J, R>,
): Promise<{ finished: Finished<J, R>[]; failed: Failed<J>[] }> {
  const finished: Finished<J, R>[] = []
  const failed: Failed<J>[] = []
  const waiting: J[] = []
  for (const job of jobs) {
    const result = await store.find(job)
    if (!result) waiting.push(job)
    else {
      finished.push({ job, result })
      events.onFinished({ job, result }, true)
    }
  }
  const total = waiting.reduce((sum, { cost }) => sum + cost, 0)
  const running = new Map<J, number>()
  let done = 0
  const report = () => {
    const partial = [...running].reduce((sum, [{ cost }, share]) => sum + cost * share, 0)
    events.onProgress(done + partial, total, [...running.keys()])
  }

  const count = Math.min(workers, waiting.length)
  // Each worker computes with its share of the cores, and all with the arithmetic that gives the same
  // bytes on every machine.
  const env = {
    CMGSAE_VARIANT: 'plain',
    CMGSAE_SCREEN: 'on',
    CMGSAE_THREADS: String(Math.max(1, Math.floor(availableParallelism() / count))),
    ...process.env,
  }

  async function serve(): Promise<void> {
    const worker = new Worker(module, { workerData: dataset, env })
    const stop = () => void worker.terminate()
    signal.addEventListener('abort', stop)
    try {
      for (let job = waiting.shift(); job && !signal.aborted; job = waiting.shift()) {
        const current = job
        running.set(current, 0)
        report()
        const message = await ask<R>(worker, current, (share) => {
          running.set(current, share)
          report()
        })
        running.delete(current)
        if (signal.aborted) return
        done += current.cost
        if (message.kind === 'failed') {
          failed.push({ job: current, message: message.message })
          events.onFailed({ job: current, message: message.message })
        } else {
          await store.keep(current, message.result)
          finished.push({ job: current, result: message.result })
          events.onFinished({ job: current, result: message.result }, false)
        }
        report()
      }
    } finally {
      signal.removeEventListener('abort', stop)
      await worker.terminate()
    }
  }

  await Promise.all(Array.from({ length: count }, serve))
  return { finished, failed }
}

type Answer<R> = Exclude<WorkerMessage<R>, { kind: 'progress' }>

/** Gives a worker a job and waits for the answer; a worker that dies has failed. */
function ask<R>(
  worker: Worker,
  job: unknown,
  onShare: (share: number) => void,
): Promise<Answer<R>> {
  return new Promise((resolve) => {
    const end = (answer: Answer<R>) => {
      worker.off('message', hear)
      worker.off('error', die)
      worker.off('exit', leave)
      resolve(answer)
    }
    const hear = (message: WorkerMessage<R>) => {
      if (message.kind === 'progress') onShare(message.share)
      else end(message)
    }
    const die = (error: Error) => end({ kind: 'failed', message: error.message })
    const leave = () => end({ kind: 'failed', message: 'the worker stopped' })
    worker.on('message', hear)
    worker.on('error', die)
    worker.on('exit', leave)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(job)
  })
}
