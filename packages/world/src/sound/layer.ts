/** The sum of signals; as long as the first. */
export function layer(
  first: Float32Array,
  ...others: readonly (readonly [signal: Float32Array, gain: number])[]
): Float32Array {
  for (const [signal, gain] of others) {
    const count = Math.min(first.length, signal.length)
    for (let i = 0; i < count; i++) first[i] = first[i]! + gain * signal[i]!
  }
  return first
}
