import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'

/** The same batch gives the same bytes, and a later call leaves an earlier result alone. */
export const repeat: Check = {
  name: 'repeat',
  async run({ adapter, inputs }) {
    const first = await adapter.embed(inputs)
    const kept = first.data.slice()
    await adapter.embed(inputs.slice(1))
    if (differs(first.data, kept)) {
      throw new AdapterError('a later call wrote into an earlier result: return a new array')
    }
    const second = await adapter.embed(inputs)
    if (differs(second.data, kept)) {
      throw new AdapterError(
        'the same batch gave other bytes the second time: remove what is random',
      )
    }
  },
}

function differs(a: Float32Array, b: Float32Array): boolean {
  return a.length !== b.length || a.some((value, i) => !Object.is(value, b[i]))
}
