import type { Pixels } from './image-input.ts'

/** An image as the models take it: 3 channels. */
export interface RgbImage {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Grey is repeated, and what is transparent lies on white; throws a reason for other pixels. */
export function toRgb({ width, height, data }: Pixels): RgbImage {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width >= 1 && height >= 1)) {
    throw new RangeError('width and height must be positive integers')
  }
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) {
    throw new RangeError('data must be a Uint8Array or a Uint8ClampedArray')
  }
  const count = width * height
  const channels = data.length / count
  if (channels === 3) {
    // Always of one class: a Buffer or a clamped array would slow down the loops that read it.
    return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) }
  }
  if (channels !== 1 && channels !== 4) {
    throw new RangeError(`${data.length} values are ${channels} channels, they must be 1, 3 or 4`)
  }
  const rgb = new Uint8Array(count * 3)
  for (let i = 0; i < count; i++) {
    if (channels === 1) {
      rgb.fill(data[i]!, i * 3, i * 3 + 3)
      continue
    }
    const alpha = data[i * 4 + 3]! / 255
    for (let c = 0; c < 3; c++) {
      rgb[i * 3 + c] = Math.round(255 + alpha * (data[i * 4 + c]! - 255))
    }
  }
  return { width, height, data: rgb }
}
