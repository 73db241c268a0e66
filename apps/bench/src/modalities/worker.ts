import { workerData } from 'node:worker_threads'
import { serveJobs } from '../jobs/serve-jobs.ts'
import { DESIGNS } from './design.ts'
import { divide, holdOut } from './division.ts'
import type { ModalitiesJob, ModalitiesResult, WorldSpec } from './job.ts'
import { measure, observableFve } from './measure.ts'
import { fit } from './models.ts'
import { plantWorld } from './planted-world.ts'

const world = plantWorld(workerData as WorldSpec)

serveJobs<ModalitiesResult>(async (job, report) => {
  const { kind, design, model, seed, sizes } = job as ModalitiesJob
  const startedAt = performance.now()
  const pairs = DESIGNS[design]
  const division = divide(world, pairs, seed)
  const context = { pairs, division, sizes, onProgress: report }
  const done = (result: Omit<ModalitiesResult, 'seconds'>): ModalitiesResult => ({
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    ...result,
  })
  if (kind === 'fit') {
    const predictor = await fit(model, division.train, context)
    return done({ measured: await measure(predictor, world, division) })
  }
  const { fitted, held } = holdOut(division)
  return done({ score: await observableFve(await fit(model, fitted, context), held, pairs) })
})
