/**
 * Inverse of a symmetric positive definite d×d matrix, by its Cholesky factor A = L Lᵀ and
 * A⁻¹ = L⁻ᵀ L⁻¹. Reads the lower triangle of `a` (row-major float64), which it leaves alone.
 */
export function invertSymmetric(a: Float64Array, d: number): Float64Array {
  const l = a.slice()
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = l[i * d + j]!
      for (let k = 0; k < j; k++) sum -= l[i * d + k]! * l[j * d + k]!
      l[i * d + j] = i === j ? Math.sqrt(sum) : sum / l[j * d + j]!
    }
  }
  // L⁻¹ by columns, kept transposed so that both loops run over contiguous entries.
  const inverse = new Float64Array(d * d)
  for (let j = 0; j < d; j++) {
    inverse[j * d + j] = 1 / l[j * d + j]!
    for (let i = j + 1; i < d; i++) {
      let sum = 0
      for (let k = j; k < i; k++) sum -= l[i * d + k]! * inverse[j * d + k]!
      inverse[j * d + i] = sum / l[i * d + i]!
    }
  }
  const out = new Float64Array(d * d)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = i; k < d; k++) sum += inverse[i * d + k]! * inverse[j * d + k]!
      out[i * d + j] = sum
      out[j * d + i] = sum
    }
  }
  return out
}
