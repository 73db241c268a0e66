/** Reads a sound as if it had been sampled at another rate. */
export interface Resampler {
  /** How many samples `count` samples become. */
  length(count: number): number
  /** The new samples from `start` on, into `out`; beyond the end of the sound they are zero. */
  read(samples: Float32Array, start: number, out: Float32Array): void
}

/** Zero crossings of the sinc on each side: more of them narrow the transition, and cost time. */
const CROSSINGS = 32
/** Shape of the Kaiser window for a stop band of 96 dB: 0.1102 (96 − 8.7). */
const BETA = 9.62
/** Where the sinc cuts, of the lower Nyquist: the stop band then begins at Nyquist itself. */
const CUTOFF = 1 - 0.0957

/**
 * A polyphase Kaiser-windowed sinc (Kaiser 1974; Crochiere & Rabiner 1983) between two rates in Hz,
 * whole numbers. The sound is taken at the points n·from/to; from/to in lowest terms has `to`
 * distinct fractions, and each has a filter of its own, whose weights sum to one. Any range can be
 * read alone, so that a long sound never stands in memory twice.
 */
export function resampler(from: number, to: number): Resampler {
  const divisor = gcd(from, to)
  const step = from / divisor
  const phases = to / divisor
  if (step === phases) return { length: (count) => count, read: copy }

  const ratio = Math.min(1, phases / step)
  const half = Math.ceil(CROSSINGS / ratio)
  const taps = 2 * half
  const filters = new Float32Array(phases * taps)
  for (let p = 0; p < phases; p++) {
    filters.set(filter(p / phases, half, CUTOFF * ratio), p * taps)
  }

  return {
    length: (count) => Math.ceil((count * phases) / step),
    read(samples, start, out) {
      for (let j = 0; j < out.length; j++) {
        // Exact: the product stays below 2^53 for sounds of years.
        const position = (start + j) * step
        const phase = position % phases
        const first = (position - phase) / phases - half + 1
        out[j] = dot(samples, first, filters, phase * taps, taps)
      }
    },
  }
}

/** The weights of the samples at −half + 1 … half around a point `fraction` after sample 0. */
function filter(fraction: number, half: number, scale: number): Float64Array {
  const weights = new Float64Array(2 * half)
  let sum = 0
  for (let k = 0; k < weights.length; k++) {
    const distance = k - half + 1 - fraction
    const weight = sinc(scale * distance) * bessel(BETA * Math.sqrt(1 - (distance / half) ** 2))
    weights[k] = weight
    sum += weight
  }
  return weights.map((weight) => weight / sum)
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** The modified Bessel function I₀, by its power series. */
function bessel(x: number): number {
  const quarter = (x * x) / 4
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= quarter / (k * k)
    sum += term
  }
  return sum
}

/** Σ samples[first + k] · weights[at + k], with zeros beyond the ends of the sound. */
function dot(
  samples: Float32Array,
  first: number,
  weights: Float32Array,
  at: number,
  taps: number,
): number {
  const begin = Math.max(0, -first)
  const end = Math.min(taps, samples.length - first)
  // Two sums, so that one addition need not wait for the other.
  let a = 0
  let b = 0
  let k = begin
  for (; k + 1 < end; k += 2) {
    a += samples[first + k]! * weights[at + k]!
    b += samples[first + k + 1]! * weights[at + k + 1]!
  }
  if (k < end) a += samples[first + k]! * weights[at + k]!
  return a + b
}

function copy(samples: Float32Array, start: number, out: Float32Array): void {
  const part = samples.subarray(start, start + out.length)
  out.fill(0, part.length)
  out.set(part)
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
