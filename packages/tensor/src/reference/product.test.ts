import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matrix } from '../matrix.ts'
import { createRandom } from '../random.ts'
import { product } from './product.ts'

test('a hand-computed product', () => {
  // x = (1, 2, 3), w₀ = (1, 0, −1), w₁ = (2, 2, 2): w x = (−2, 12)
  const out = new Float32Array(2)
  const x = matrix(1, 3, Float32Array.of(1, 2, 3))
  const w = matrix(2, 3, Float32Array.of(1, 0, -1, 2, 2, 2))
  const options = { rows: 1, spans: [{ x: 0, w: 0, width: 3 }], latents: [[0, 2]] as const }
  product(x, w, { ...options, bias: Float32Array.of(0.5, -2), gain: undefined }, out)
  expect([...out]).toEqual([-1.5, 10])
  product(x, w, { ...options, bias: Float32Array.of(0.5, -2), gain: Float32Array.of(3, 0.5) }, out)
  expect([...out]).toEqual([-5.5, 4])
})

test('equals the dense sum in float64, at any size, in any spans and latent ranges', () => {
  const sizes = fc.record({
    rows: fc.integer({ min: 1, max: 9 }),
    p: fc.integer({ min: 1, max: 11 }),
    widths: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
    shared: fc.boolean(),
    gained: fc.boolean(),
    cut: fc.nat(11),
    seed: fc.nat(),
  })
  fc.assert(
    fc.property(sizes, ({ rows, p, widths, shared, gained, cut, seed }) => {
      const random = createRandom(seed)
      const draw = (length: number) => Float32Array.from({ length }, () => random.normal())
      let end = 0
      // Atom columns lie in reverse order, or all spans read the same ones.
      const total = widths.reduce((sum, width) => sum + width, 0)
      const spans = widths.map((width) => {
        end += width
        return { x: end - width + 1, w: shared ? 0 : total - end, width }
      })
      const x = matrix(rows + 1, total + 2, draw((rows + 1) * (total + 2)))
      const w = matrix(p, total, draw(p * total))
      const [bias, gain] = [draw(p), gained ? draw(p) : undefined]
      const from = Math.min(cut, p)
      const latents = [
        [0, Math.floor(from / 2)],
        [from, p],
      ] as const
      const out = new Float32Array(rows * p).fill(7)
      product(x, w, { rows, spans, bias, gain, latents }, out)
      for (let n = 0; n < rows; n++) {
        for (let i = 0; i < p; i++) {
          let sum = 0
          for (const span of spans) {
            for (let j = 0; j < span.width; j++) {
              sum += x.data[n * x.cols + span.x + j]! * w.data[i * w.cols + span.w + j]!
            }
          }
          const listed = latents.some(([a, b]) => i >= a && i < b)
          const expected = listed ? Math.fround((gain ? gain[i]! : 1) * sum + bias[i]!) : 7
          expect(out[n * p + i]).toBe(expected)
        }
      }
    }),
    { numRuns: 200 },
  )
})
