import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'
import { refusalOf } from '../rejection.ts'

/** One input more than maxBatch is refused with a message that holds the limit. */
export const limit: Check = {
  name: 'limit',
  async run({ adapter, inputs }) {
    const { maxBatch } = adapter.limits
    if (maxBatch === Infinity) return 'limits.maxBatch is Infinity'
    const batch = Array.from({ length: maxBatch + 1 }, (_, i) => inputs[i % inputs.length])
    const { message } = await refusalOf(() => adapter.embed(batch), `for ${maxBatch + 1} inputs`)
    if (!message.includes(String(maxBatch))) {
      throw new AdapterError(`the refusal '${message}' does not name the limit ${maxBatch}`)
    }
    return undefined
  },
}
