import { Tensor } from 'onnxruntime-node'
import { allclose } from '@cmgsae/vitest'
import { describe, expect, test } from 'vitest'
import { compile, input, isParameter, topological } from '../graph/index.ts'
import { checkGradients, someParameter } from '../testing/check-gradients.ts'
import { convLayer } from './conv-layer.ts'
import { randomInitializer, storedInitializer, textTower } from './index.ts'

const ids = (rows: number[][]) =>
  new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]!.length])

describe('the text tower', () => {
  const tower = () =>
    textTower(
      {
        ids: input('ids', 'int64', ['batch', 'tokens']),
        mask: input('mask', 'int64', ['batch', 'tokens']),
      },
      { vocabulary: 6, width: 4, hidden: 8, out: 3 },
      randomInitializer(1, 'text'),
    )

  test('does not see padding, whatever stands there', async () => {
    const program = await compile({ y: tower() })
    const alone = await program.run({ ids: ids([[2, 3, 4]]), mask: ids([[1, 1, 1]]) })
    const padded = await program.run({
      ids: ids([
        [2, 3, 4, 5, 5],
        [2, 4, 1, 3, 5],
      ]),
      mask: ids([
        [1, 1, 1, 0, 0],
        [1, 1, 1, 1, 1],
      ]),
    })
    allclose(padded['y']!.subarray(0, 3), alone['y']!)
    await program.release()
  })

  test('sees the order of words', async () => {
    const program = await compile({ y: tower() })
    const mask = ids([[1, 1, 1]])
    const one = await program.run({ ids: ids([[2, 3, 4]]), mask })
    const other = await program.run({ ids: ids([[2, 4, 3]]), mask })
    expect(() => allclose(other['y']!, one['y']!, { rtol: 1e-2 })).toThrow('allclose')
    await program.release()
  })
})

describe('a convolution layer', () => {
  const layer = { name: 'a', channels: 2, kernel: [3, 3] } as const

  test('has the gradients of differences', async () => {
    const x = someParameter('x', [2, 2, 4, 4])
    await checkGradients(convLayer(x, { ...layer, residual: true }, randomInitializer(1, 'p')))
  })

  test('halves even and odd sizes, rounding up', () => {
    const half = { ...layer, strides: [2, 2] } as const
    const shape = (h: number, w: number) =>
      convLayer(someParameter('x', [1, 2, h, w]), half, randomInitializer(1, 'p')).shape
    expect(shape(8, 6)).toEqual([1, 2, 4, 3])
    expect(shape(7, 5)).toEqual([1, 2, 4, 3])
  })

  test('does not care how loud its input is', async () => {
    const x = someParameter('x', [1, 2, 4, 4])
    const y = convLayer(x, layer, randomInitializer(1, 'p'))
    const program = await compile({ y })
    const before = (await program.run({}))['y']!
    for (const i of x.values.keys()) x.values[i]! *= 3
    allclose((await program.run({}))['y']!, before, { rtol: 1e-3, atol: 1e-4 })
    await program.release()
  })
})

test('stored parameters must fit the architecture', () => {
  const make = (kernel: [number, number]) =>
    convLayer(
      someParameter('x', [1, 2, 4, 4]),
      { name: 'a', channels: 2, kernel },
      storedInitializer(stored, 'p'),
    )
  const stored = new Map([
    ['p.a.w', new Float32Array(36)],
    ['p.a.gain', new Float32Array(2)],
    ['p.a.bias', new Float32Array(2)],
  ])
  expect(
    topological([make([3, 3])]).filter((node) => isParameter(node) && node.name === 'p.a.w'),
  ).toHaveLength(1)
  expect(() => make([5, 5])).toThrow('p.a.w has 36 values, this architecture has 100: train again')
  stored.delete('p.a.bias')
  expect(() => make([3, 3])).toThrow('p.a.bias has no values')
})
