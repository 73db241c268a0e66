import { AdapterError } from '../../errors.ts'
import type { Check } from '../check.ts'

/** modality and modelId are named, width and maxBatch are counts. */
export const declaration: Check = {
  name: 'declaration',
  async run({ adapter: { modality, modelId, width, limits } }) {
    if (typeof modality !== 'string' || modality === '') {
      throw new AdapterError(`modality is '${modality}', it must name what the inputs are`)
    }
    if (typeof modelId !== 'string' || modelId === '') {
      throw new AdapterError(`modelId is '${modelId}', it must name the model`)
    }
    if (!Number.isInteger(width) || width < 1) {
      throw new AdapterError(`width is ${width}, it must be a whole number ≥ 1`)
    }
    const { maxBatch } = limits
    if (maxBatch !== Infinity && (!Number.isInteger(maxBatch) || maxBatch < 1)) {
      throw new AdapterError(`limits.maxBatch is ${maxBatch}, it must be a whole number ≥ 1`)
    }
  },
}
