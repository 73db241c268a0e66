import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'

/** n inputs give n rows of the declared width, as Float32Array. */
export const shape: Check = {
  name: 'shape',
  async run({ adapter, inputs }) {
    const { rows, cols, data } = await adapter.embed(inputs)
    if (rows !== inputs.length) {
      throw new AdapterError(`${inputs.length} inputs gave ${rows} rows`)
    }
    if (cols !== adapter.width) {
      throw new AdapterError(`vectors have ${cols} entries, the adapter says ${adapter.width}`)
    }
    if (!(data instanceof Float32Array)) {
      throw new AdapterError(`data is ${Object.prototype.toString.call(data)}, not a Float32Array`)
    }
    if (data.length !== rows * cols) {
      throw new AdapterError(`${rows}×${cols} needs ${rows * cols} values, data has ${data.length}`)
    }
  },
}
