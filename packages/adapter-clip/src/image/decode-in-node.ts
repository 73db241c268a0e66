import type { Pixels } from './image-input.ts'
import { COMFORTABLE_PIXELS, decodedSize } from './large-images.ts'
import { loadSharp, type Pipeline } from './sharp.ts'

/**
 * The first frame of an image file, given by its path or its bytes, upright by its EXIF orientation,
 * in 8-bit sRGB, on white.
 */
export async function decodeInNode(file: string | Uint8Array): Promise<Pixels> {
  const sharp = loadSharp()
  try {
    return await pixelsOf(sharp(file, { limitInputPixels: COMFORTABLE_PIXELS }))
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('pixel limit'))) throw error
  }
  const large = sharp(file, { limitInputPixels: false })
  const { autoOrient: upright } = await large.metadata()
  const { width, height } = decodedSize(upright.width, upright.height)
  return pixelsOf(large.resize(width, height, { fit: 'fill' }))
}

async function pixelsOf(image: Pipeline): Promise<Pixels> {
  const { data, info } = await image
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}
