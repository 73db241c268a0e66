import type { Check } from '../check.ts'
import { demandClose, vector } from '../vectors.ts'

/** An input's vector does not depend on its neighbours in the batch. */
export const alone: Check = {
  name: 'alone',
  async run({ adapter, inputs, tolerance }) {
    if (inputs.length < 2) return 'limits.maxBatch is 1'
    const together = await adapter.embed(inputs)
    for (const [i, input] of inputs.entries()) {
      const single = await adapter.embed([input])
      const what = `input ${i} alone and in a batch of ${inputs.length}`
      demandClose(what, vector(single, 0), vector(together, i), tolerance)
    }
    return undefined
  },
}
