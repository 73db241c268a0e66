/** Largest absolute value in each of `parts` equal parts, as shares of the largest of all. */
export function peaksOf(samples: Float32Array, parts: number): Float32Array {
  const peaks = new Float32Array(parts)
  for (let i = 0; i < samples.length; i++) {
    const part = Math.floor((i * parts) / samples.length)
    peaks[part] = Math.max(peaks[part]!, Math.abs(samples[i]!))
  }
  const most = peaks.reduce((a, b) => Math.max(a, b), 0)
  return most > 0 ? peaks.map((peak) => peak / most) : peaks
}
