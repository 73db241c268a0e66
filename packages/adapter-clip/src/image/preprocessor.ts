import { AdapterError } from '@cmgsae/adapter'
import { isKernel, resample, type ResampleOptions } from './resample.ts'
import type { RgbImage } from './rgb.ts'

/** What preprocessor_config.json may ask for, as far as CLIP and SigLIP go. */
interface PreprocessorConfig {
  readonly do_resize?: boolean
  readonly size?: number | { shortest_edge?: number; width?: number; height?: number }
  readonly resample?: number
  readonly do_center_crop?: boolean
  readonly crop_size?: number | { width: number; height: number }
  readonly do_rescale?: boolean
  readonly rescale_factor?: number
  readonly do_normalize?: boolean
  readonly image_mean?: readonly number[]
  readonly image_std?: readonly number[]
}

const REFUSED = ['do_pad', 'do_thumbnail', 'do_flip_channel_order', 'do_crop_margin', 'crop_pct']

/** Turns images into the pixel values that one model takes. */
export interface Preprocessor {
  readonly width: number
  readonly height: number
  /** Writes 3 × height × width values, channel by channel, at `offset`. */
  write(image: RgbImage, values: Float32Array, offset: number): void
}

/**
 * Resize, centre crop, scale and normalise as preprocessor_config.json says, in the arithmetic of
 * the Python image processors.
 * @throws AdapterError where it asks for something else
 */
export function preprocessor(json: object): Preprocessor {
  const config = json as PreprocessorConfig
  const refused = REFUSED.find((key) => (json as Record<string, unknown>)[key])
  if (refused !== undefined) throw bad(`asks for ${refused}, which CLIP and SigLIP do without`)
  const { do_resize = true, resample: kernel = 3, size, do_center_crop = false, crop_size } = config
  if (!isKernel(kernel)) throw bad(`has resample ${kernel}, it must be 1, 2 or 3`)
  if (!do_resize || size === undefined) throw bad('has no size to resize to')
  const crop = do_center_crop ? square(crop_size ?? 224) : undefined
  const target =
    crop ?? (typeof size === 'number' ? square(size) : (size as { width: number; height: number }))
  const { width, height } = target
  if (!(width >= 1 && height >= 1)) throw bad('gives images no single size')
  const plane = width * height
  const tables = levels(config)

  return {
    width,
    height,
    write(image, values, offset) {
      const resized = resizedSize(image, size, crop !== undefined)
      const pixels = resample(image, { ...resized, kernel, window: centered(resized, target) })
      for (let i = 0; i < plane; i++) {
        for (let c = 0; c < 3; c++) {
          values[offset + c * plane + i] = tables[c]![pixels[i * 3 + c]!]!
        }
      }
    },
  }
}

function bad(what: string): AdapterError {
  return new AdapterError(`preprocessor_config.json ${what}: give a CLIP or SigLIP checkpoint`)
}

function square(size: number | { width: number; height: number }) {
  return typeof size === 'number' ? { width: size, height: size } : size
}

type Size = Pick<ResampleOptions, 'width' | 'height'>

/** A size of one number is the shortest edge where a crop follows. */
function resizedSize(
  image: Size,
  size: NonNullable<PreprocessorConfig['size']>,
  cropped: boolean,
): Size {
  const edge = typeof size === 'number' ? (cropped ? size : undefined) : size.shortest_edge
  if (edge === undefined) return square(size as number)
  const short = Math.min(image.width, image.height)
  const scaled = (length: number) => Math.trunc((edge * length) / short)
  return { width: scaled(image.width), height: scaled(image.height) }
}

function centered(whole: Size, { width, height }: Size): ResampleOptions['window'] {
  const left = Math.floor((whole.width - width) / 2)
  const top = Math.floor((whole.height - height) / 2)
  return { left, top, width, height }
}

/** The value of each 8-bit level, per channel. */
function levels(config: PreprocessorConfig): Float32Array[] {
  const { do_rescale = true, rescale_factor = 1 / 255, do_normalize = true } = config
  const { image_mean, image_std } = config
  if (do_normalize && !(image_mean?.length === 3 && image_std?.length === 3)) {
    throw bad('has no image_mean and image_std of three channels')
  }
  const factor = do_rescale ? rescale_factor : 1
  return [0, 1, 2].map((c) =>
    Float32Array.from({ length: 256 }, (_, level) =>
      do_normalize ? (level * factor - image_mean![c]!) / image_std![c]! : level * factor,
    ),
  )
}
