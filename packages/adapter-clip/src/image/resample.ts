import { reduce } from './reduce.ts'
import type { RgbImage } from './rgb.ts'

/** Interpolation kernels by the numbers that preprocessor_config.json gives them. */
const KERNELS: Readonly<Record<number, { readonly support: number; weight(x: number): number }>> = {
  1: { support: 3, weight: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
  2: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  3: { support: 2, weight: cubic },
}

export type Kernel = 1 | 2 | 3

export function isKernel(value: unknown): value is Kernel {
  return typeof value === 'number' && value in KERNELS
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** Keys' cubic with a = −1/2. */
function cubic(x: number): number {
  const t = Math.abs(x)
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1
  return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0
}

/** A window of the resized image; what of it lies outside is black. */
export interface Window {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface ResampleOptions {
  /** Size of the whole resized image. */
  readonly width: number
  readonly height: number
  readonly kernel: Kernel
  readonly window: Window
}

/** Shrunk by more than twice this, an image is first averaged, to no less than this many times. */
const GAP = 2

/**
 * Resizes with an antialiased separable kernel and cuts out a window, as Pillow does, on which the
 * models were trained: the kernel is widened by the scale when it shrinks, and each of the two
 * passes, horizontal first, is rounded to 8 bits. A large image is first averaged over whole blocks,
 * as Pillow does for a thumbnail. The same pixels give the same bytes everywhere.
 */
export function resample(
  image: RgbImage,
  { width, height, kernel, window }: ResampleOptions,
): Uint8ClampedArray {
  const [columnBlock, rowBlock] = [blockOf(image.width / width), blockOf(image.height / height)]
  const blocks = reduce(image, columnBlock, rowBlock)
  const { left, top } = window
  const columns = taps(image.width / columnBlock, width, kernel, left, window.width)
  const rows = taps(image.height / rowBlock, height, kernel, top, window.height)
  return vertical(horizontal(blocks, columns, window.width, rows), rows, window)
}

function blockOf(scale: number): number {
  return Math.max(1, Math.floor(scale / GAP))
}

/** For each place of the output: the inputs it is made of, from `first` on, and their weights. */
interface Tap {
  readonly first: number
  /** In units of 2⁻²², so that sums of bytes stay exact integers of 32 bits. */
  readonly weights: Int32Array
}

const BITS = 22
const HALF = 1 << (BITS - 1)

/** `from` pixels, the last of them perhaps a part of one, are resized to `to`. */
function taps(
  from: number,
  to: number,
  kernel: Kernel,
  start: number,
  count: number,
): (Tap | undefined)[] {
  const { support, weight } = KERNELS[kernel]!
  const scale = from / to
  const stretch = Math.max(1, scale)
  return Array.from({ length: count }, (_, i) => {
    const place = start + i
    if (place < 0 || place >= to) return undefined
    if (scale === 1) return { first: place, weights: Int32Array.of(2 ** BITS) }
    const center = (place + 0.5) * scale
    const first = Math.max(0, Math.trunc(center - support * stretch + 0.5))
    const end = Math.min(Math.ceil(from), Math.trunc(center + support * stretch + 0.5))
    const weights = new Float64Array(end - first)
    for (let j = 0; j < weights.length; j++) {
      weights[j] = weight((first + j - center + 0.5) / stretch)
    }
    const unit = 2 ** BITS / weights.reduce((a, b) => a + b, 0)
    return { first, weights: Int32Array.from(weights, (value) => Math.round(value * unit)) }
  })
}

interface Band {
  readonly data: Uint8ClampedArray
  /** The row of the image that the first row of the data comes from. */
  readonly top: number
}

/** Only of the rows that the vertical pass will read. */
function horizontal(
  { width, data }: RgbImage,
  columns: readonly (Tap | undefined)[],
  out: number,
  rows: readonly (Tap | undefined)[],
): Band {
  const used = rows.filter((tap) => tap !== undefined)
  const top = Math.min(...used.map((tap) => tap.first))
  const end = Math.max(...used.map((tap) => tap.first + tap.weights.length))
  const narrow = new Uint8ClampedArray(Math.max(0, end - top) * out * 3)
  for (let y = top, place = 0; y < end; y++) {
    for (let x = 0; x < out; x++, place += 3) {
      const tap = columns[x]
      if (tap === undefined) continue
      const { weights } = tap
      const { length } = weights
      let red = HALF
      let green = HALF
      let blue = HALF
      for (let k = 0, i = (y * width + tap.first) * 3; k < length; k++, i += 3) {
        const weight = weights[k]!
        red = (red + Math.imul(weight, data[i]!)) | 0
        green = (green + Math.imul(weight, data[i + 1]!)) | 0
        blue = (blue + Math.imul(weight, data[i + 2]!)) | 0
      }
      narrow[place] = red >> BITS
      narrow[place + 1] = green >> BITS
      narrow[place + 2] = blue >> BITS
    }
  }
  return { data: narrow, top }
}

function vertical(
  { data, top }: Band,
  rows: readonly (Tap | undefined)[],
  { width }: Window,
): Uint8ClampedArray {
  const stride = width * 3
  const out = new Uint8ClampedArray(rows.length * stride)
  const sums = new Int32Array(stride)
  for (const [y, tap] of rows.entries()) {
    if (tap === undefined) continue
    const { weights, first } = tap
    sums.fill(HALF)
    for (let j = 0; j < weights.length; j++) {
      const weight = weights[j]!
      const start = (first - top + j) * stride
      for (let i = 0; i < stride; i++) sums[i] = sums[i]! + Math.imul(weight, data[start + i]!)
    }
    for (let i = 0; i < stride; i++) out[y * stride + i] = sums[i]! >> BITS
  }
  return out
}
