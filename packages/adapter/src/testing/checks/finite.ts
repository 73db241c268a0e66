import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'

/** No NaN, no Infinity. */
export const finite: Check = {
  name: 'finite',
  async run({ samples }) {
    for (const { what, result } of await samples()) {
      const { cols, data } = result
      const bad = data.findIndex((value) => !Number.isFinite(value))
      if (bad >= 0) {
        const place = `row ${Math.floor(bad / cols)}, column ${bad % cols}`
        throw new AdapterError(`${what}: ${place} is ${data[bad]}`)
      }
    }
  },
}
