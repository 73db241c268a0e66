/** Σ x² of entries from … to, in two sums: one alone would wait for each addition. */
export function squaredNorm(x: Float32Array, from: number, to: number): number {
  let even = 0
  let odd = 0
  const paired = to - ((to - from) & 1)
  for (let j = from; j < paired; j += 2) {
    even += x[j]! * x[j]!
    odd += x[j + 1]! * x[j + 1]!
  }
  if (paired < to) even += x[paired]! * x[paired]!
  return even + odd
}
