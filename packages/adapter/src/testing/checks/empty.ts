import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'

/** No inputs give 0 rows of the declared width. */
export const empty: Check = {
  name: 'empty',
  async run({ adapter }) {
    const { rows, cols, data } = await adapter.embed([])
    if (rows !== 0 || cols !== adapter.width || data.length !== 0) {
      throw new AdapterError(
        `an empty batch gave ${rows}×${cols} with ${data.length} values, not 0×${adapter.width}`,
      )
    }
  },
}
