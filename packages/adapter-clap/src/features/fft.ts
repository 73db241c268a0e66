/**
 * Makes an in-place discrete Fourier transform of `size` complex numbers, a power of two: radix 2,
 * decimation in time (Cooley & Tukey 1965).
 */
export function fft(size: number): (real: Float64Array, imaginary: Float64Array) => void {
  const half = size / 2
  const cosines = Float64Array.from({ length: half }, (_, i) => Math.cos((2 * Math.PI * i) / size))
  const sines = Float64Array.from({ length: half }, (_, i) => -Math.sin((2 * Math.PI * i) / size))
  const reversed = new Uint32Array(size)
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? half : 0)

  return (real, imaginary) => {
    for (let i = 0; i < size; i++) {
      const j = reversed[i]!
      if (i >= j) continue
      const [re, im] = [real[i]!, imaginary[i]!]
      real[i] = real[j]!
      imaginary[i] = imaginary[j]!
      real[j] = re
      imaginary[j] = im
    }
    for (let span = 1, step = half; span < size; span *= 2, step /= 2) {
      for (let start = 0; start < size; start += 2 * span) {
        for (let k = 0; k < span; k++) {
          const cosine = cosines[k * step]!
          const sine = sines[k * step]!
          const a = start + k
          const b = a + span
          const re = real[b]! * cosine - imaginary[b]! * sine
          const im = real[b]! * sine + imaginary[b]! * cosine
          real[b] = real[a]! - re
          imaginary[b] = imaginary[a]! - im
          real[a] = real[a]! + re
          imaginary[a] = imaginary[a]! + im
        }
      }
    }
  }
}
