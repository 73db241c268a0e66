import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'

/** n inputs give n rows of the declared width, as Float32Array. */
export const shape: Check = {
  name: 'shape',
  async run({ adapter, samples }) {
    const { width } = adapter
    for (const { what, places, result } of await samples()) {
      const { rows, cols, data } = result
      if (rows !== places.length) {
        throw new AdapterError(`${what}: ${places.length} inputs gave ${rows} rows`)
      }
      if (cols !== width) {
        throw new AdapterError(`${what}: vectors have ${cols} entries, the adapter says ${width}`)
      }
      if (!(data instanceof Float32Array)) {
        const type = Object.prototype.toString.call(data)
        throw new AdapterError(`${what}: data is ${type}, not a Float32Array`)
      }
      if (data.length !== rows * cols) {
        throw new AdapterError(
          `${what}: ${rows}×${cols} needs ${rows * cols} values, data has ${data.length}`,
        )
      }
    }
    if (adapter.width !== width) {
      throw new AdapterError(`width was ${width} and is now ${adapter.width}, it must not change`)
    }
  },
}
