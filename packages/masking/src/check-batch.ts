import { MaskingError } from './errors.ts'
import { sampleWidth, type MaskBatch } from './batch.ts'

const UINT32_MAX = 0xffffffff

/** @throws MaskingError on a batch that contradicts itself or the array it is written to */
export function checkBatch(visible: Uint8Array, batch: MaskBatch): void {
  const { seed, step, rows, firstRow = 0, widths, present, progress = 1 } = batch
  checkWhole('seed', seed)
  checkWhole('step', step)
  checkWhole('rows', rows)
  checkWhole('firstRow', firstRow)
  if (widths.length === 0) throw new MaskingError('widths is empty; give one width per modality')
  for (let s = 0; s < widths.length; s++) {
    if (!(Number.isInteger(widths[s]) && widths[s]! >= 1)) {
      throw new MaskingError(`widths[${s}] is ${widths[s]}; it must be a whole number from 1 up`)
    }
  }
  const width = sampleWidth(batch)
  if (visible.length < rows * width) {
    throw new MaskingError(
      `visible holds ${visible.length} bytes; ${rows} rows of ${width} need ${rows * width}`,
    )
  }
  if (present !== undefined && present.length < rows * widths.length) {
    throw new MaskingError(
      `present holds ${present.length} flags; ${rows} rows of ${widths.length} modalities need ${rows * widths.length}`,
    )
  }
  if (!(progress >= 0 && progress <= 1)) {
    throw new MaskingError(`progress is ${progress}; it must be between 0 and 1`)
  }
}

function checkWhole(name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 0 && value <= UINT32_MAX)) {
    throw new MaskingError(`${name} is ${value}; it must be a whole number from 0 to ${UINT32_MAX}`)
  }
}
