import type { Pixels } from './image-input.ts'
import { decodedSize } from './large-images.ts'

/**
 * The first frame of an image file, upright by its EXIF orientation, in 8-bit sRGB, on white (RGBA
 * without transparency).
 */
export async function decodeInBrowser(file: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(file)
  try {
    const { width, height } = decodedSize(bitmap.width, bitmap.height)
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    })!
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, width, height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, width, height)
    return { width, height, data: context.getImageData(0, 0, width, height).data }
  } finally {
    bitmap.close()
  }
}
