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

/**
 * Resizes with an antialiased separable kernel and cuts out a window, as Pillow does, on which the
 * models were trained: the kernel is widened by the scale when it shrinks, and each of the two
 * passes, horizontal first, is rounded to 8 bits. The same pixels give the same bytes everywhere.
 */
export function resample(
  image: RgbImage,
  { width, height, kernel, window }: ResampleOptions,
): Uint8ClampedArray {
  const columns = taps(image.width, width, kernel, window.left, window.width)
  const rows = taps(image.height, height, kernel, window.top, window.height)
  const narrow = horizontal(image, columns, window.width, rows)
  return vertical(narrow, rows, window)
}

/** For each place of the output: the inputs it is made of, from `first` on, and their weights. */
interface Tap {
  readonly first: number
  readonly weights: Float64Array
}

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
    const center = (place + 0.5) * scale
    const first = Math.max(0, Math.trunc(center - support * stretch + 0.5))
    const end = Math.min(from, Math.trunc(center + support * stretch + 0.5))
    const weights = new Float64Array(end - first)
    for (let j = 0; j < weights.length; j++)
      weights[j] = weight((first + j - center + 0.5) / stretch)
    const sum = weights.reduce((a, b) => a + b, 0)
    return { first, weights: weights.map((value) => value / sum) }
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
      let [red, green, blue] = [0, 0, 0]
      for (let j = 0, i = (y * width + tap.first) * 3; j < weights.length; j++, i += 3) {
        const weight = weights[j]!
        red += weight * data[i]!
        green += weight * data[i + 1]!
        blue += weight * data[i + 2]!
      }
      narrow[place] = red
      narrow[place + 1] = green
      narrow[place + 2] = blue
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
  const sums = new Float64Array(stride)
  for (const [y, tap] of rows.entries()) {
    if (tap === undefined) continue
    sums.fill(0)
    for (const [j, weight] of tap.weights.entries()) {
      const start = (tap.first - top + j) * stride
      for (let i = 0; i < stride; i++) sums[i]! += weight * data[start + i]!
    }
    out.set(sums, y * stride)
  }
  return out
}
