/**
 * Makes an in-place discrete Fourier transform of `size` complex numbers, a power of two: decimation
 * in time by four (Cooley & Tukey 1965), and once by two where `size` is no power of four.
 */
export function fft(size: number): (real: Float64Array, imaginary: Float64Array) => void {
  const angle = (i: number) => (2 * Math.PI * i) / size
  const cosines = Float64Array.from({ length: size }, (_, i) => Math.cos(angle(i)))
  const sines = Float64Array.from({ length: size }, (_, i) => -Math.sin(angle(i)))
  const reversed = new Uint32Array(size)
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? size >> 1 : 0)
  const odd = Math.log2(size) % 2 === 1

  // No destructuring below: it takes several times longer than the arithmetic.
  return (re, im) => {
    for (let i = 0; i < size; i++) {
      const j = reversed[i]!
      if (i >= j) continue
      const real = re[i]!
      const imaginary = im[i]!
      re[i] = re[j]!
      im[i] = im[j]!
      re[j] = real
      im[j] = imaginary
    }
    if (odd) pairs(re, im)
    for (let span = odd ? 2 : 1; span < size; span *= 4) {
      const step = size / (4 * span)
      for (let k = 0; k < span; k++) {
        const i = k * step
        const j = 2 * k * step
        const l = 3 * k * step
        const cos1 = cosines[i]!
        const cos2 = cosines[j]!
        const cos3 = cosines[l]!
        const sin1 = sines[i]!
        const sin2 = sines[j]!
        const sin3 = sines[l]!
        for (let a = k; a < size; a += 4 * span) {
          // Reversed bits put the quarters in the order 0, 2, 1, 3.
          const b = a + span
          const c = a + 2 * span
          const d = a + 3 * span
          const bRe = re[b]! * cos2 - im[b]! * sin2
          const bIm = re[b]! * sin2 + im[b]! * cos2
          const cRe = re[c]! * cos1 - im[c]! * sin1
          const cIm = re[c]! * sin1 + im[c]! * cos1
          const dRe = re[d]! * cos3 - im[d]! * sin3
          const dIm = re[d]! * sin3 + im[d]! * cos3
          const evenRe = re[a]! + bRe
          const evenIm = im[a]! + bIm
          const restRe = re[a]! - bRe
          const restIm = im[a]! - bIm
          const sumRe = cRe + dRe
          const sumIm = cIm + dIm
          const turnRe = cIm - dIm
          const turnIm = dRe - cRe
          re[a] = evenRe + sumRe
          im[a] = evenIm + sumIm
          re[b] = restRe + turnRe
          im[b] = restIm + turnIm
          re[c] = evenRe - sumRe
          im[c] = evenIm - sumIm
          re[d] = restRe - turnRe
          im[d] = restIm - turnIm
        }
      }
    }
  }
}

/** Transforms of two numbers each. */
function pairs(re: Float64Array, im: Float64Array): void {
  for (let a = 0; a < re.length; a += 2) {
    const real = re[a + 1]!
    const imaginary = im[a + 1]!
    re[a + 1] = re[a]! - real
    im[a + 1] = im[a]! - imaginary
    re[a] = re[a]! + real
    im[a] = im[a]! + imaginary
  }
}
