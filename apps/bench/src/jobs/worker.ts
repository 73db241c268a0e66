import { workerData } from 'node:worker_threads'
import type { Dataset, DatasetSpec } from '../datasets/dataset.ts'
import { loadDataset } from '../datasets/load-dataset.ts'
import type { Job, JobResult } from './job.ts'
import { runJob } from './run-job.ts'
import { serveJobs } from './serve-jobs.ts'

let loaded: Promise<Dataset> | undefined

serveJobs<JobResult>(async (job, onProgress) => {
  loaded ??= loadDataset(workerData as DatasetSpec)
  return runJob(await loaded, job as Job, onProgress)
})
