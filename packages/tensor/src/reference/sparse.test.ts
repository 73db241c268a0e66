import fc from 'fast-check'
import { expect, test } from 'vitest'
import { densify } from '../codes.ts'
import { matrix } from '../matrix.ts'
import { relativeDistance } from '../parity/relative-distance.ts'
import { normals, randomCodes } from '../parity/fixtures.ts'
import { codeGradient, decode } from './sparse.ts'

const spans = [
  { x: 1, w: 2, width: 2 },
  { x: 4, w: 0, width: 2 },
]
// Two samples, three latents: h = [(0, 2, 0), (1, 0, −1)].
const codes = {
  rows: 2,
  latents: 3,
  offsets: Uint32Array.of(0, 1, 3),
  indices: Uint32Array.of(1, 0, 2),
  values: Float32Array.of(2, 1, -1),
}
const w = () => matrix(3, 4, Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))

test('decode by hand: active atoms, bias, and columns outside the spans left alone', () => {
  const out = matrix(2, 6, new Float32Array(12).fill(99))
  decode(codes, w(), spans, Float32Array.of(0, 0.5, 0, 0, 0, -1), out)
  expect([...out.data]).toEqual([99, 14.5, 16, 99, 10, 11, 99, -7.5, -8, 99, -8, -9])
  decode(codes, w(), spans, undefined, out)
  expect([...out.data]).toEqual([99, 14, 16, 99, 10, 12, 99, -8, -8, 99, -8, -8])
})

test('codeGradient by hand replaces what is there', () => {
  const delta = matrix(2, 6, Float32Array.of(9, 1, 2, 9, 3, 4, 9, -1, 0, 9, 0, 1))
  const out = Float32Array.of(5, 5, 5)
  // Sample 0, latent 1: (7, 8)·(1, 2) + (5, 6)·(3, 4); sample 1, latents 0 and 2.
  codeGradient(codes, w(), spans, delta, out)
  expect([...out]).toEqual([62, -1, -1])
})

test('both are the dense products', () => {
  const sizes = fc.record({
    rows: fc.integer({ min: 1, max: 7 }),
    p: fc.integer({ min: 1, max: 9 }),
    width: fc.integer({ min: 1, max: 8 }),
    seed: fc.nat(10_000),
  })
  fc.assert(
    fc.property(sizes, ({ rows, p, width, seed }) => {
      const whole = [{ x: 0, w: 0, width }]
      const h = randomCodes(rows, p, seed)
      const z = densify(h)
      const atoms = matrix(p, width, normals(p * width, seed + 1))
      const x = matrix(rows, width, normals(rows * width, seed + 2))

      const decoded = matrix(rows, width)
      decode(h, atoms, whole, undefined, decoded)
      const zw = dense(rows, width, p, (n, j, i) => z[n * p + i]! * atoms.data[i * width + j]!)
      expect(relativeDistance(decoded.data, zw)).toBeLessThan(1e-6)

      const upstream = new Float32Array(h.values.length)
      codeGradient(h, atoms, whole, x, upstream)
      const xw = dense(
        rows,
        p,
        width,
        (n, i, j) => x.data[n * width + j]! * atoms.data[i * width + j]!,
      )
      const onSupport = densify({ ...h, values: upstream })
      const expected = xw.map((value, at) => (z[at] === 0 ? 0 : value))
      expect(relativeDistance(onSupport, expected)).toBeLessThan(1e-6)
    }),
    { numRuns: 100 },
  )
})

function dense(
  rows: number,
  cols: number,
  inner: number,
  term: (i: number, j: number, k: number) => number,
): Float64Array {
  return Float64Array.from({ length: rows * cols }, (_, at) => {
    let sum = 0
    for (let k = 0; k < inner; k++) sum += term(Math.floor(at / cols), at % cols, k)
    return sum
  })
}
