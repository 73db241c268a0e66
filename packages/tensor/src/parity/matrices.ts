import { describe, test } from 'vitest'
import { normals, upload, values } from './fixtures.ts'
import type { Compare } from './parity.ts'

const shapes = [
  { rows: 1, cols: 9 },
  { rows: 7, cols: 5 },
] as const

const rates = { learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 }

export function matrixParity(compare: Compare): void {
  describe.each(shapes)('matrices of $rows×$cols', ({ rows, cols }) => {
    const size = rows * cols
    const used = Math.ceil(rows / 2)

    test('a new matrix is zero, a write replaces the leading entries', () =>
      compare(async (backend) => {
        const fresh = backend.matrix(rows, cols)
        const written = await upload(backend, rows, cols, normals(size, 1))
        await backend.write(written, normals(Math.ceil(size / 2) + 1, 2))
        const leading = new Float32Array(Math.floor(size / 2))
        await backend.read(written, leading)
        return [await values(backend, fresh), await values(backend, written), leading]
      }))

    test('fill, whole and in part', () =>
      compare(async (backend) => {
        const m = await upload(backend, rows, cols, normals(size, 1))
        await backend.fill(m, 3, { rows: [0, used], cols: [2, 5] })
        const part = await values(backend, m)
        await backend.fill(m, -0.5)
        return [part, await values(backend, m)]
      }))

    test('residual and loss', () =>
      compare(async (backend) => {
        const [prediction, target, weights, out] = [
          await upload(backend, rows, cols, normals(size, 1)),
          await upload(backend, rows, cols, normals(size, 2)),
          await upload(backend, rows, cols, normals(size, 3).map(Math.abs)),
          await upload(backend, rows, cols, normals(size, 4)),
        ]
        const loss = await backend.residual({ prediction, target, weights, rows: used, out })
        return [[loss], await values(backend, out)]
      }))

    test('columnSums adds to what is there', () =>
      compare(async (backend) => {
        const x = await upload(backend, rows, cols, normals(size, 1))
        const out = await upload(backend, 1, cols, normals(cols, 2))
        await backend.columnSums(x, used, out)
        return [await values(backend, out)]
      }))

    test('squaredNorm', () =>
      compare(async (backend) => [
        [await backend.squaredNorm(await upload(backend, rows, cols, normals(size, 1)))],
      ]))

    test('projectRows and normalizeRows, a zero row among them', () =>
      compare(async (backend) => {
        const w = await upload(backend, rows, cols, normals(size, 1).fill(0, 0, cols))
        const gradient = await upload(backend, rows, cols, normals(size, 2))
        await backend.projectRows(gradient, w)
        await backend.normalizeRows(w, Math.SQRT2)
        const whole = await values(backend, w)
        await backend.normalizeRows(w, 3, [used - 1, used])
        return [await values(backend, gradient), whole, await values(backend, w)]
      }))

    test('three Adam steps', () =>
      compare(async (backend) => {
        const parameter = await upload(backend, rows, cols, normals(size, 1))
        const gradient = backend.matrix(rows, cols)
        const [first, second] = [backend.matrix(rows, cols), backend.matrix(rows, cols)]
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
}
