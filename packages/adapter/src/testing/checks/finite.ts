import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'

/** No NaN, no Infinity. */
export const finite: Check = {
  name: 'finite',
  async run({ adapter, inputs }) {
    const { cols, data } = await adapter.embed(inputs)
    const bad = data.findIndex((value) => !Number.isFinite(value))
    if (bad >= 0) {
      const place = `row ${Math.floor(bad / cols)}, column ${bad % cols}`
      throw new AdapterError(`${place} is ${data[bad]}`)
    }
  },
}
