import { expect, test } from 'vitest'
import { TensorError } from './errors.ts'
import { gather, matrix, row, unitRows } from './matrix.ts'

test('a matrix wraps its data, and a row is a view into it', () => {
  const data = Float32Array.of(1, 2, 3, 4, 5, 6)
  const m = matrix(2, 3, data)
  expect(m.data).toBe(data)
  row(m, 1)[0] = 40
  expect([...data]).toEqual([1, 2, 3, 40, 5, 6])
  expect([...matrix(1, 2).data]).toEqual([0, 0])
})

test('gather copies rows in the order asked for, repeated ones too', () => {
  const m = matrix(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6))
  const out = gather(m, [2, 0, 2])
  expect([out.rows, out.cols, ...out.data]).toEqual([3, 2, 5, 6, 1, 2, 5, 6])
  out.data[0] = 0
  expect(m.data[4]).toBe(5)
})

test('an impossible shape or a wrong length is named', () => {
  expect(() => matrix(2, 3, new Float32Array(5))).toThrow(TensorError)
  expect(() => matrix(2, 3, new Float32Array(5))).toThrow('2×3 needs 6 values, the array holds 5')
  expect(() => matrix(1.5, 2, new Float32Array(3))).toThrow('a matrix cannot be 1.5×2')
  expect(() => matrix(1, 0, new Float32Array(0))).toThrow('a matrix cannot be 1×0')
  expect(() => matrix(-1, 2, new Float32Array(0))).toThrow('a matrix cannot be -1×2')
})

test('a TensorError is known across duplicate installs', () => {
  const foreign = { [Symbol.for('cmgsae.tensor.error')]: true }
  expect(TensorError.isInstance(foreign)).toBe(true)
  expect(TensorError.isInstance(new Error('no'))).toBe(false)
  expect(TensorError.isInstance(null)).toBe(false)
})

test('unitRows brings rows to length 1 and leaves zero rows and the source alone', () => {
  const m = matrix(2, 2, Float32Array.of(3, 4, 0, 0))
  const unit = unitRows(m)
  expect([...unit.data]).toEqual([...Float32Array.of(0.6, 0.8, 0, 0)])
  expect([...m.data]).toEqual([3, 4, 0, 0])
})
