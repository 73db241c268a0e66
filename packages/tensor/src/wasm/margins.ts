import type { Engine } from './engine.ts'
import type { Packed, Selection } from './packing.ts'

/** Rounding moves an entry by at most half an integer step, and a little for the float32 product. */
const HALF_STEP = 0.51
const ULP = 2 ** -23

/** Largest norm and rounding error of the listed atoms, times their gains, and largest bias. */
export interface AtomBounds {
  readonly norm: number
  readonly error: number
  readonly bias: number
}

/** Bounds over listed atoms from … to. */
export function boundAtoms(
  engine: Engine,
  { width, listed, count }: Selection,
  atoms: Packed,
  addresses: { readonly bias: number; readonly gain: number },
  from: number,
  to: number,
): AtomBounds {
  const known = atoms.errors !== undefined
  const errors = engine.f32(atoms.errors ?? atoms.units, listed)
  const norms = engine.f32(atoms.norms, listed)
  const biases = engine.f32(addresses.bias, listed)
  const gains = engine.f32(addresses.gain, listed)
  let norm = 0
  let error = 0
  let bias = 0
  for (let i = from; i < Math.min(to, count); i++) {
    const gain = Math.abs(gains[i]!)
    norm = Math.max(norm, gain * norms[i]!)
    error = Math.max(error, gain * errors[i]!)
    bias = Math.max(bias, Math.abs(biases[i]!))
  }
  return { norm, error: known ? error : roundingOf(error, width), bias }
}

/** Norm of what rounding takes from a row whose integers are worth `unit` each. */
export const roundingOf = (unit: number, width: number) => HALF_STEP * Math.sqrt(width) * unit

/**
 * How far a screened pre-activation can lie from the exact float32 one: with x̂ and ŵ the rounded vectors
 * and `rounding` = ‖x − x̂‖, |x·w − x̂·ŵ| ≤ ‖x − x̂‖‖w‖ + ‖x̂‖‖w − ŵ‖, and float32 sums of `width`
 * products err by at most about width·2⁻²⁴·‖x‖‖w‖. Infinite where a row or an atom has no integer form.
 */
export function distance(
  norm: number,
  rounding: number,
  width: number,
  { norm: atom, error, bias }: AtomBounds,
): number {
  const product = rounding * atom + (norm + rounding) * error
  const floats = ULP * ((width + 8) * norm * atom + 2 * bias)
  // The bound itself is rounded to float32.
  const bound = 1.0005 * (product + floats)
  return bound < Infinity ? bound : Infinity
}
