import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'
import { demandClose, distance, vector } from '../vectors.ts'

/** Row i is the vector of input i: a reversed batch gives reversed rows. */
export const order: Check = {
  name: 'order',
  async run({ adapter, inputs, tolerance }) {
    if (inputs.length < 2) return 'limits.maxBatch is 1'
    const forward = await adapter.embed(inputs)
    const backward = await adapter.embed(inputs.toReversed())
    const last = inputs.length - 1
    // Equal rows would let any order pass.
    if (distance(vector(forward, 0), vector(forward, last)) <= tolerance) {
      throw new AdapterError(`inputs 0 and ${last} have the same vector: give inputs that differ`)
    }
    for (let i = 0; i <= last; i++) {
      const what = `input ${i} in the batch and in the reversed batch`
      demandClose(what, vector(forward, i), vector(backward, last - i), tolerance)
    }
    return undefined
  },
}
