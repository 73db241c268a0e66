import { allclose } from '@cmgsae/vitest'
import { it } from 'vitest'
import { fft } from './fft.ts'

it('transforms four numbers as by hand', () => {
  // 1, 2, 3, 4: 10, −2 + 2i, −2, −2 − 2i.
  const real = Float64Array.of(1, 2, 3, 4)
  const imaginary = new Float64Array(4)
  fft(4)(real, imaginary)
  allclose(real, [10, -2, -2, -2])
  allclose(imaginary, [0, 2, 0, -2])
})

it.each([1, 2, 16, 32])('agrees with the sum that defines it: %d', (size) => {
  const real = Float64Array.from({ length: size }, (_, i) => Math.sin(i * i))
  const imaginary = Float64Array.from({ length: size }, (_, i) => Math.cos(3 * i * i))
  const expected = Array.from({ length: size }, (_, k) => {
    let [re, im] = [0, 0]
    for (let i = 0; i < size; i++) {
      const [cos, sin] = [
        Math.cos((2 * Math.PI * i * k) / size),
        Math.sin((2 * Math.PI * i * k) / size),
      ]
      re += real[i]! * cos + imaginary[i]! * sin
      im += imaginary[i]! * cos - real[i]! * sin
    }
    return [re, im] as const
  })
  fft(size)(real, imaginary)
  allclose(
    real,
    expected.map(([re]) => re),
    { atol: 1e-12 },
  )
  allclose(
    imaginary,
    expected.map(([, im]) => im),
    { atol: 1e-12 },
  )
})
