import type { Pixels } from './image-input.ts'
import { decodedSize, MAX_PIXELS } from './large-images.ts'
import { loadSharp } from './sharp.ts'

/**
 * The first frame of an image file, given by its path or its bytes, upright by its EXIF orientation,
 * in 8-bit sRGB, on white.
 */
export async function decodeInNode(file: string | Uint8Array): Promise<Pixels> {
  const sharp = loadSharp()
  const options = { limitInputPixels: MAX_PIXELS }
  const { autoOrient: size } = await sharp(file, { limitInputPixels: false }).metadata()
  const { width, height } = decodedSize(size.width, size.height)
  let pipeline = sharp(file, options).autoOrient()
  if (width < size.width || height < size.height) {
    pipeline = pipeline.resize(width, height, { fit: 'fill' })
  }
  const { data, info } = await pipeline
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}
