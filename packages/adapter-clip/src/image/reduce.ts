import type { RgbImage } from './rgb.ts'

/**
 * Averages blocks of `columns`×`rows` pixels; blocks at the right and lower edge are what is left
 * there.
 */
export function reduce(image: RgbImage, columns: number, rows: number): RgbImage {
  if (columns === 1 && rows === 1) return image
  const width = Math.ceil(image.width / columns)
  const height = Math.ceil(image.height / rows)
  const data = new Uint8Array(width * height * 3)
  const { data: source } = image
  for (let y = 0, place = 0; y < height; y++) {
    const bottom = Math.min(image.height, (y + 1) * rows)
    for (let x = 0; x < width; x++, place += 3) {
      const right = Math.min(image.width, (x + 1) * columns)
      const count = (right - x * columns) * (bottom - y * rows)
      let red = count >> 1
      let green = red
      let blue = red
      for (let row = y * rows; row < bottom; row++) {
        const end = (row * image.width + right) * 3
        for (let i = (row * image.width + x * columns) * 3; i < end; i += 3) {
          red += source[i]!
          green += source[i + 1]!
          blue += source[i + 2]!
        }
      }
      data[place] = red / count
      data[place + 1] = green / count
      data[place + 2] = blue / count
    }
  }
  return { width, height, data }
}
