import { override, preset } from '@cmgsae/model'
import { defaultBackend, type WasmBackend } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { loadDataset } from '../datasets/load-dataset.ts'
import type { FitTask, Task } from './job.ts'
import { runJob } from './run-job.ts'

it('leaves nothing on the backend, so that jobs may follow one another by the hundred', async () => {
  const dataset = await loadDataset({ kind: 'synthetic', samples: 200, seed: 0 })
  const recipe = override(preset('separateMatched'), { latents: 512, training: { epochs: 1 } })
  const probe = { regularizations: [1], iterations: { path: 2, final: 2 } }
  const backend = (await defaultBackend()) as WasmBackend
  const bytesAfter = async (task: Task) => {
    await runJob(dataset, { id: 'job', split: 0, cost: 1, task }, () => undefined)
    return backend.bytes
  }
  const all: FitTask = { kind: 'fit', recipe, part: 'all', probe }
  const before = await bytesAfter(all)
  expect(await bytesAfter(all)).toBe(before)
  expect(await bytesAfter({ ...all, part: 'seen classes' })).toBe(before)
  expect(await bytesAfter({ kind: 'tune', recipe })).toBe(before)
})
