import { describe, test } from 'vitest'
import type { Backend } from '../backend.ts'
import { normals, upload, values } from './fixtures.ts'
import type { Compare } from './parity.ts'

const shapes = [
  { rows: 1, cols: 9 },
  { rows: 7, cols: 5 },
  { rows: 19, cols: 67 },
] as const

const rates = { learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 }

const placed = shapes.flatMap((shape) =>
  ([undefined, 'rows', 'columns'] as const).map((axis) => ({ ...shape, axis })),
)

export function matrixParity(compare: Compare): void {
  describe.each(placed)('matrices of $rows×$cols, latents: $axis', ({ rows, cols, axis }) => {
    const size = rows * cols

    test('a new matrix is zero, a write replaces the leading entries', () =>
      compare(async (backend) => {
        const fresh = backend.matrix(rows, cols, axis)
        const written = await upload(backend, rows, cols, normals(size, 1), axis)
        await backend.write(written, normals(Math.ceil(size / 2) + 1, 2))
        const leading = new Float32Array(Math.floor(size / 2))
        await backend.read(written, leading)
        return [await values(backend, fresh), await values(backend, written), leading]
      }))

    test('a write of a function is what it puts there, on one matrix again and again', () =>
      compare(async (backend) => {
        const m = backend.matrix(rows, cols, axis)
        const found: Float32Array[] = []
        for (const seed of [1, 2]) {
          await backend.write(m, (entries) => entries.set(normals(size, seed)))
          found.push(await values(backend, m))
        }
        return found
      }))

    test('fill', () =>
      compare(async (backend) => {
        const m = await upload(backend, rows, cols, normals(size, 1), axis)
        await backend.fill(m, -0.5)
        return [await values(backend, m)]
      }))

    test('squaredNorm', () =>
      compare(async (backend) => [
        [await backend.squaredNorm(await upload(backend, rows, cols, normals(size, 1), axis))],
      ]))

    test('what is made after a release is zero', () =>
      compare(async (backend) => {
        const old = await upload(backend, rows, cols, normals(size, 1), axis)
        const codes = backend.codes(rows, cols, size)
        backend.release(old, codes, backend.like(codes))
        return [await values(backend, backend.matrix(rows, cols, axis))]
      }))

    test('three Adam steps', () =>
      compare(async (backend) => {
        const parameter = await upload(backend, rows, cols, normals(size, 1), axis)
        const like = () => backend.matrix(rows, cols, axis)
        const [gradient, first, second] = [like(), like(), like()]
        for (let step = 1; step <= 3; step++) {
          await backend.write(gradient, normals(size, 10 + step))
          await backend.adam({
            parameter,
            gradient,
            first,
            second,
            step,
            scale: 0.7,
            ...rates,
          })
        }
        const state = [parameter, first, second]
        return Promise.all(state.map((matrix) => values(backend, matrix)))
      }))
  })

  describe.each(shapes)('product of $rows×$cols', ({ rows, cols }) => {
    const made = async (backend: Backend, left?: 'rows', right?: 'rows') => {
      const a = await upload(backend, rows, cols, normals(rows * cols, 1), left)
      const b = await upload(backend, 11, cols, normals(11 * cols, 2), right)
      const axis = left ?? (right && 'columns')
      const out = await upload(backend, rows, 11, normals(rows * 11, 3), axis)
      await backend.product(a, b, out)
      return [await values(backend, out)]
    }
    test('with nothing per latent', () => compare((backend) => made(backend)))
    test('with latents on the left', () => compare((backend) => made(backend, 'rows')))
    test('with latents on the right', () => compare((backend) => made(backend, undefined, 'rows')))
  })
}
