import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'
import { fingerprint } from '../fingerprint.ts'

/**
 * Neither the inputs nor the array that holds them change. Comes after the other checks and compares
 * with what was there before them: to normalise twice in place changes nothing the second time.
 */
export const inputs: Check = {
  name: 'inputs',
  async run({ adapter, inputs: given, before }) {
    const batch = [...given]
    await adapter.embed(batch)
    if (batch.length !== given.length || batch.some((input, i) => input !== given[i])) {
      throw new AdapterError('embed changed the array of inputs: copy it first')
    }
    const changed = batch.findIndex((input, i) => {
      const now = fingerprint(input)
      return (
        now.length !== before[i]!.length || now.some((part, j) => !Object.is(part, before[i]![j]))
      )
    })
    if (changed >= 0) throw new AdapterError(`embed changed input ${changed}: copy it first`)
  },
}
