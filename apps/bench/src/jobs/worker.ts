import { parentPort, workerData } from 'node:worker_threads'
import type { Dataset, DatasetSpec } from '../datasets/dataset.ts'
import { loadDataset } from '../datasets/load-dataset.ts'
import type { Job, JobResult } from './job.ts'
import { runJob } from './run-job.ts'

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly message: string }

/** Least time between two reports of progress, in milliseconds. */
const QUIET = 200

let loaded: Promise<Dataset> | undefined
let reportedAt = 0
const port = parentPort!
const say = (message: WorkerMessage) => port.postMessage(message)

port.on('message', (job: Job) => {
  loaded ??= loadDataset(workerData as DatasetSpec)
  loaded
    .then((dataset) => runJob(dataset, job, report))
    .then((result) => say({ kind: 'done', result }))
    .catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      say({ kind: 'failed', message: message.replaceAll(/\s*\n\s*/g, ' ') })
    })
})

function report(share: number): void {
  const now = performance.now()
  if (now - reportedAt < QUIET) return
  reportedAt = now
  say({ kind: 'progress', share })
}
