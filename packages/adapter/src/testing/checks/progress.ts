import { AdapterError } from '../../errors.ts'
import type { Progress } from '../../embedding-adapter.ts'
import type { Check } from '../check.ts'

/** Reports never fall, count the batch, and end with done = total. */
export const progress: Check = {
  name: 'progress',
  async run({ adapter, inputs }) {
    const reports: Progress[] = []
    await adapter.embed(inputs, { onProgress: (report) => reports.push({ ...report }) })
    let before = 0
    for (const { done, total } of reports) {
      if (total !== inputs.length) {
        throw new AdapterError(`total is ${total} for a batch of ${inputs.length}`)
      }
      if (!Number.isInteger(done) || done < before || done > total) {
        throw new AdapterError(`done is ${done} of ${total} after ${before}: it must only grow`)
      }
      before = done
    }
    if (before !== inputs.length) {
      const last = reports.length === 0 ? 'nothing was reported' : `the last report was ${before}`
      throw new AdapterError(`${last}, the last report must have done = ${inputs.length}`)
    }
  },
}
