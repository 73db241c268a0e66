import { address, int, real } from './job'

const LATENT_BLOCK: i32 = 256

// Fields of `activationGradient`.
const STARTS = 0
const ENTRIES = 1
const LATENTS = 2
const VALUES = 3
const GRADIENT = 4
const BIAS = 5
const BIAS_GRADIENT = 6
const GAIN = 7 // 0: none
const GAIN_GRADIENT = 8
const SPARSITY = 9

/** From ∂h to ∂(W u) = g ∂a, with ∂b += ∂a and ∂g += ∂a (a − b)/g; a latent adds its samples in order. */
export function activationGradient(job: usize, chunk: i32, thread: i32): void {
  const values = address(job, VALUES)
  const gradient = address(job, GRADIENT)
  const sparsity = real(job, SPARSITY)
  const gains = address(job, GAIN)
  const end = min((chunk + 1) * LATENT_BLOCK, int(job, LATENTS))
  for (let i = chunk * LATENT_BLOCK; i < end; i++) {
    const at = <usize>i << 2
    const starts = address(job, STARTS) + at
    let pair = address(job, ENTRIES) + (<usize>load<u32>(starts) << 3)
    const last = address(job, ENTRIES) + (<usize>load<u32>(starts, 4) << 3)
    if (pair == last) continue
    const bias = load<f32>(address(job, BIAS) + at)
    const gain: f32 = gains ? load<f32>(gains + at) : 1
    let biasGradient: f64 = 0
    let gainGradient: f64 = 0
    for (; pair < last; pair += 8) {
      const e = <usize>load<u32>(pair) << 2
      const slope = load<f32>(gradient + e) + sparsity
      biasGradient += slope
      gainGradient += slope * (load<f32>(values + e) - bias)
      store<f32>(gradient + e, slope * gain)
    }
    add(address(job, BIAS_GRADIENT) + at, biasGradient)
    if (gains) add(address(job, GAIN_GRADIENT) + at, gainGradient / gain)
  }
}

@inline function add(at: usize, value: f64): void {
  store<f32>(at, <f32>(load<f32>(at) + value))
}
