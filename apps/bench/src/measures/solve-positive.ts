/**
 * Solves A·B = C for symmetric positive definite A (d×d, lower triangle read) and C (d×m), by
 * Cholesky factorisation A = L Lᵀ.
 */
export function solvePositive(
  a: Float64Array,
  c: Float64Array,
  d: number,
  m: number,
): Float64Array {
  const l = a.slice()
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = l[i * d + j]!
      for (let k = 0; k < j; k++) sum -= l[i * d + k]! * l[j * d + k]!
      l[i * d + j] = i === j ? Math.sqrt(sum) : sum / l[j * d + j]!
    }
  }
  const b = c.slice()
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) subtract(b, i, k, l[i * d + k]!, m)
    for (let j = 0; j < m; j++) b[i * m + j]! /= l[i * d + i]!
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) subtract(b, i, k, l[k * d + i]!, m)
    for (let j = 0; j < m; j++) b[i * m + j]! /= l[i * d + i]!
  }
  return b
}

/** Row i of b minus `factor` times row k. */
function subtract(b: Float64Array, i: number, k: number, factor: number, m: number): void {
  for (let j = 0; j < m; j++) b[i * m + j]! -= factor * b[k * m + j]!
}
