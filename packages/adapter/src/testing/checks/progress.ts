import { AdapterError } from '../../errors.ts'
import type { Progress } from '../../embedding-adapter.ts'
import type { Check, Subject } from '../check.ts'

/** Reports never fall, count the batch, and end with done = total. */
export const progress: Check = {
  name: 'progress',
  async run({ adapter, inputs, many }) {
    await watch(adapter, inputs)
    await watch(adapter, many)
  },
}

async function watch(adapter: Subject['adapter'], batch: Subject['inputs']): Promise<void> {
  const reports: Progress[] = []
  await adapter.embed(batch, { onProgress: (report) => reports.push({ ...report }) })
  let before = 0
  for (const { done, total } of reports) {
    if (total !== batch.length) {
      throw new AdapterError(`total is ${total} for a batch of ${batch.length}`)
    }
    if (!Number.isInteger(done) || done < before || done > total) {
      throw new AdapterError(`done is ${done} of ${total} after ${before}: it must only grow`)
    }
    before = done
  }
  if (before !== batch.length) {
    const last = reports.length === 0 ? 'nothing was reported' : `the last report was ${before}`
    throw new AdapterError(`${last}, the last report must have done = ${batch.length}`)
  }
}
