import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'
import { strayRows } from '../stray-rows.ts'

/** An input's vector does not depend on its neighbours in the batch, nor on how many they are. */
export const alone: Check = {
  name: 'alone',
  async run({ inputs, tolerance, samples }) {
    if (inputs.length < 2) return 'limits.maxBatch is 1'
    const stray = strayRows(await samples(), tolerance).find(({ other }) => other === undefined)
    if (stray) {
      const { input, what, row, apart } = stray
      const place = what === `input ${input} alone` ? 'alone' : `in row ${row} of ${what}`
      throw new AdapterError(
        `input ${input} ${place} and in a batch of ${inputs.length}: ${apart.toPrecision(3)} apart, ${tolerance} is allowed`,
      )
    }
    return undefined
  },
}
