/**
 * Compares an analytic gradient with central differences of `value` at `x`.
 * `x` is restored before returning. Use float64 arrays where the loss allows it;
 * with float32 parameters take a larger `step`.
 */
export function checkGradient(
  value: () => number,
  x: Float32Array | Float64Array,
  gradient: ArrayLike<number>,
  { step = 1e-3, rtol = 1e-2, atol = 1e-4, entries = x.length } = {},
): void {
  const stride = Math.max(1, Math.floor(x.length / entries))
  for (let i = 0; i < x.length; i += stride) {
    const saved = x[i]!
    x[i] = saved + step
    const above = value()
    const up = x[i]!
    x[i] = saved - step
    const below = value()
    const numeric = (above - below) / (up - x[i]!)
    x[i] = saved
    const analytic = gradient[i]!
    if (!(Math.abs(analytic - numeric) <= atol + rtol * Math.abs(numeric))) {
      throw new Error(`gradient entry ${i} is ${analytic}, finite differences give ${numeric}`)
    }
  }
}
