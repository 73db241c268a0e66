import { describe, expect, test } from 'vitest'
import { someParameter as p } from '../testing/check-gradients.ts'
import * as g from './index.ts'
import { input } from './index.ts'

describe('shapes', () => {
  test('a batch of unknown size stays one', () => {
    const x = input('x', 'float', ['batch', 3, 9, 8])
    const y = g.conv(x, p('w', [4, 3, 3, 3]), { strides: [2, 2], pads: [1, 1, 1, 0] })
    expect(y.shape).toEqual(['batch', 4, 5, 4])
    expect(g.reshape(g.mean(y, [2, 3]), [-1, 4]).shape).toEqual(['batch', 4])
  })

  test('what does not fit is refused with both shapes', () => {
    expect(() => g.add(p('a', [2, 3]), p('b', [2]))).toThrow('[2,3] and [2]')
    expect(() => g.matmul(p('a', [2, 3]), p('b', [2, 3]))).toThrow('[2,3] and [2,3]')
    expect(() => g.conv(p('x', [1, 2, 4, 4]), p('w', [1, 3, 3, 3]))).toThrow('[1,2,4,4]')
    const line = input('x', 'float', ['batch', 1, 1, 'tokens'])
    expect(() => g.conv(line, p('w', [1, 1, 1, 3]))).toThrow('keep its length')
  })
})

describe('in ONNX', () => {
  const graph = () => ({ y: g.relu(g.matmul(input('x', 'float', ['batch', 2]), p('w', [2, 3]))) })

  test('the same graph is the same bytes', () => {
    expect(g.toOnnx(graph(), { name: 'a' })).toEqual(g.toOnnx(graph(), { name: 'a' }))
  })

  test('parameters that are fed are not in the file', () => {
    const weights = Buffer.from(p('w', [2, 3]).values.buffer)
    const holds = (bytes: Uint8Array) => Buffer.from(bytes).includes(weights)
    expect(holds(g.toOnnx(graph(), { name: 'a' }))).toBe(true)
    expect(holds(g.toOnnx(graph(), { name: 'a', parameters: 'fed' }))).toBe(false)
  })

  test('a program reads the parameters of now', async () => {
    const w = g.parameter('w', [1], Float32Array.of(3))
    const program = await g.compile({ y: g.multiply(w, w) })
    expect((await program.run({}))['y']).toEqual(Float32Array.of(9))
    w.values[0] = -4
    expect((await program.run({}))['y']).toEqual(Float32Array.of(16))
    await program.release()
  })
})
