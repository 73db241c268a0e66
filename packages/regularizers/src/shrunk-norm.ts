/**
 * argmin_{r ≥ 0} ½(r − norm)² + t·√(r² + ε²): the norm a vector keeps in the proximal step of its
 * smoothed norm. ε = 0 gives max(0, norm − t).
 */
export function shrunkNorm(norm: number, t: number, epsilon: number): number {
  let r = Math.max(0, norm - t)
  if (epsilon === 0 || t === 0) return r
  // Root of f(r) = r + t·r/√(r² + ε²) − norm, concave and rising: Newton climbs to it from below.
  for (let iteration = 0; iteration < 100; iteration++) {
    const root = Math.sqrt(r * r + epsilon * epsilon)
    const excess = r + (t * r) / root - norm
    const slope = 1 + (t * epsilon * epsilon) / (root * root * root)
    const next = r - excess / slope
    if (!(next > r)) return r
    r = next
  }
  return r
}
