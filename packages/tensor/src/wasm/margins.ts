import type { Engine } from './engine.ts'
import type { Packed, Selection } from './packing.ts'
import type { Buffers } from './scratch.ts'

/** Rounding moves an entry by at most half an integer step, and a little for the float32 product. */
const HALF_STEP = 0.51
const ULP = 2 ** -23

/** Largest norm and rounding error of the listed atoms, times their gains, and largest bias. */
export interface AtomBounds {
  readonly norm: number
  readonly error: number
  readonly bias: number
}

/** Listed atoms from … to, with addresses of their biases and gains. */
export interface AtomRange {
  readonly selection: Selection
  readonly atoms: Packed
  readonly from: number
  readonly to: number
  readonly bias: number
  readonly gain: number
  /** Where the rounding errors are known: receives each atom's, times its gain. */
  readonly radii?: number
}

export async function boundAtoms(
  engine: Engine,
  buffers: Buffers,
  { selection: { width, count }, atoms, from, to, bias, gain, radii = 0 }: AtomRange,
): Promise<AtomBounds> {
  const out = buffers.of('bounds', 12)
  const errors = atoms.errors ?? atoms.units
  const last = Math.min(to, count)
  await engine.run('boundAtoms', 1, from, last, atoms.norms, errors, gain, bias, radii, out)
  const [norm, error, most] = engine.f32(out, 3) as unknown as [number, number, number]
  return { norm, error: atoms.errors === undefined ? roundingOf(error, width) : error, bias: most }
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
