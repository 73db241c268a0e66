import { address, int } from './job'

// Fields of `boundAtoms`.
const FROM = 0
const TO = 1
const NORMS = 2
const ERRORS = 3
const GAINS = 4
const BIASES = 5
const RADII = 6 // receives |gain|·error of each atom, 0 where that is not finite; 0: not wanted
const OUT = 7 // three float32: largest |gain|·norm, |gain|·error and |bias|

/** Bounds over atoms from … to of a list; NaN where an atom has one. One chunk. */
export function boundAtoms(job: usize, chunk: i32, thread: i32): void {
  const end = <usize>int(job, TO) << 2
  const radii = address(job, RADII)
  let norm: f32 = 0
  let error: f32 = 0
  let bias: f32 = 0
  for (let at = <usize>int(job, FROM) << 2; at < end; at += 4) {
    const gain = abs<f32>(load<f32>(address(job, GAINS) + at))
    const radius = gain * load<f32>(address(job, ERRORS) + at)
    norm = max<f32>(norm, gain * load<f32>(address(job, NORMS) + at))
    error = max<f32>(error, radius)
    bias = max<f32>(bias, abs<f32>(load<f32>(address(job, BIASES) + at)))
    if (radii) store<f32>(radii + at, radius < Infinity ? radius : 0)
  }
  store<f32>(address(job, OUT), norm)
  store<f32>(address(job, OUT), error, 4)
  store<f32>(address(job, OUT), bias, 8)
}
