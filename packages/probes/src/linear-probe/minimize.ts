/** A smooth function of a float32 vector, with an approximation of its inverse Hessian. */
export interface Objective {
  readonly size: number
  /** Value at w; overwrites `gradient`. */
  evaluate(w: Float32Array, gradient: Float32Array): Promise<number>
  /** out = M⁻¹ v for a symmetric positive M close to the Hessian up to scale. */
  precondition(v: Float32Array, out: Float32Array): Promise<void>
}

export interface MinimizeOptions {
  maxIterations: number
  /** Stop when the predicted decrease ½·gᵀHg falls below this. */
  tolerance: number
  /** Correction pairs kept. */
  memory?: number
}

/**
 * L-BFGS with a preconditioner as its initial inverse Hessian (Nocedal and Wright, algorithm 7.4)
 * and a backtracking line search. Overwrites w by the minimiser found.
 */
export async function minimize(
  { size, evaluate, precondition }: Objective,
  w: Float32Array,
  { maxIterations, tolerance, memory = 8 }: MinimizeOptions,
): Promise<{ value: number; iterations: number }> {
  const pairs: { s: Float32Array; y: Float32Array; rho: number }[] = []
  const direction = new Float32Array(size)
  const scratch = new Float32Array(size)
  let gradient = new Float32Array(size)
  let nextGradient = new Float32Array(size)
  const next = new Float32Array(size)
  let value = await evaluate(w, gradient)
  let scale = 1
  let iterations = 0
  while (iterations < maxIterations) {
    await applyInverseHessian()
    const slope = dot(gradient, direction)
    if (!(-slope / 2 > tolerance)) break
    let step = 1
    let nextValue = NaN
    for (let attempt = 0; ; attempt++) {
      // Twenty halvings without progress: float32 holds no better point in this direction.
      if (attempt === 20) return { value, iterations }
      for (let i = 0; i < size; i++) next[i] = w[i]! + step * direction[i]!
      nextValue = await evaluate(next, nextGradient)
      if (nextValue <= value + 1e-4 * step * slope) break
      const parabola = (-slope * step * step) / (2 * (nextValue - value - slope * step))
      step = Math.min(step / 2, Math.max(step / 10, parabola || 0))
    }
    await remember()
    w.set(next)
    value = nextValue
    const spare = gradient
    gradient = nextGradient
    nextGradient = spare
    iterations++
  }
  return { value, iterations }

  async function remember(): Promise<void> {
    const reused = pairs.length === memory ? pairs.shift()! : undefined
    const s = reused?.s ?? new Float32Array(size)
    const y = reused?.y ?? new Float32Array(size)
    for (let i = 0; i < size; i++) {
      s[i] = next[i]! - w[i]!
      y[i] = nextGradient[i]! - gradient[i]!
    }
    const curvature = dot(s, y)
    if (!(curvature > 0)) return
    await precondition(y, scratch)
    scale = curvature / dot(y, scratch)
    pairs.push({ s, y, rho: 1 / curvature })
  }

  /** The two-loop recursion: direction = −H·gradient. */
  async function applyInverseHessian(): Promise<void> {
    const alphas: number[] = []
    scratch.set(gradient)
    for (let k = pairs.length - 1; k >= 0; k--) {
      const { s, y, rho } = pairs[k]!
      alphas[k] = rho * dot(s, scratch)
      axpy(-alphas[k]!, y, scratch)
    }
    await precondition(scratch, direction)
    for (let i = 0; i < size; i++) direction[i]! *= -scale
    for (const [k, { s, y, rho }] of pairs.entries()) {
      axpy(-(alphas[k]! + rho * dot(y, direction)), s, direction)
    }
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < a.length; i += 2) {
    even += a[i]! * b[i]!
    odd += a[i + 1]! * b[i + 1]!
  }
  if (a.length % 2) even += a[a.length - 1]! * b[a.length - 1]!
  return even + odd
}

function axpy(scale: number, x: Float32Array, y: Float32Array): void {
  for (let i = 0; i < y.length; i++) y[i]! += scale * x[i]!
}
