import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'
import { strayRows } from '../stray-rows.ts'
import { distance, vector } from '../vectors.ts'

/** Row i is the vector of input i: a reversed batch gives reversed rows. */
export const order: Check = {
  name: 'order',
  async run({ inputs, tolerance, samples }) {
    if (inputs.length < 2) return 'limits.maxBatch is 1'
    const taken = await samples()
    const { result } = taken[0]!
    const last = inputs.length - 1
    // Equal rows would let any order pass.
    if (distance(vector(result, 0), vector(result, last)) <= tolerance) {
      throw new AdapterError(`inputs 0 and ${last} have the same vector: give inputs that differ`)
    }
    const stray = strayRows(taken, tolerance).find(({ other }) => other !== undefined)
    if (stray) {
      const { what, row, input, other } = stray
      throw new AdapterError(`${what}: row ${row} is of input ${other}, it must be of ${input}`)
    }
    return undefined
  },
}
