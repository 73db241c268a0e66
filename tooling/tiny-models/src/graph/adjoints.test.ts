import { Tensor } from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import { checkGradients, someParameter } from '../testing/check-gradients.ts'
import { ADJOINTS } from './adjoints.ts'
import * as g from './index.ts'
import { input, topological, type Node } from './index.ts'

const p = someParameter
const positive = (name: string, shape: number[], seed = 1) =>
  g.add(g.multiply(p(name, shape, seed), 0.1), 2)

/** By case: the node whose gradient is compared with differences. */
const cases: Record<string, () => Node> = {
  'Add, a bias by channel': () => g.add(p('a', [2, 3, 2, 2]), p('b', [1, 3, 1, 1])),
  'Add, of a lower rank': () => g.add(p('a', [4, 3]), p('b', [3])),
  Sub: () => g.subtract(p('a', [4, 1]), p('b', [4, 3])),
  'Mul, with itself': () => {
    const a = p('a', [5])
    return g.multiply(a, a)
  },
  Div: () => g.divide(p('a', [4, 3]), positive('b', [4, 1])),
  Relu: () => g.relu(p('a', [4, 3])),
  Sqrt: () => g.sqrt(positive('a', [4, 3])),
  Exp: () => g.exp(g.multiply(p('a', [4, 3]), 0.3)),
  Softmax: () => g.softmax(p('a', [3, 4])),
  LogSoftmax: () => g.logSoftmax(p('a', [3, 4])),
  Gemm: () => g.matmul(p('a', [4, 3]), p('b', [3, 2])),
  'Gemm, left transposed': () => g.matmul(p('a', [3, 4]), p('b', [3, 2]), { transA: 1 }),
  'Gemm, right transposed': () => g.matmul(p('a', [4, 3]), p('b', [2, 3]), { transB: 1 }),
  'Gemm, both transposed': () => g.matmul(p('a', [3, 4]), p('b', [2, 3]), { transA: 1, transB: 1 }),
  ReduceSum: () => g.sum(p('a', [2, 3, 4]), [0, 2]),
  ReduceMean: () => g.mean(p('a', [2, 3, 4]), [1, 2]),
  ReduceMax: () => g.max(p('a', [2, 3, 4]), [2]),
  Reshape: () => g.multiply(g.reshape(p('a', [2, 6]), [-1, 4]), p('b', [1, 4])),
  Unsqueeze: () => g.multiply(g.unsqueeze(p('a', [2, 3]), [1, 2]), p('b', [1, 4, 1, 1])),
  Transpose: () => g.multiply(g.transpose(p('a', [2, 3, 4]), [2, 0, 1]), p('b', [1, 2, 3])),
  Concat: () => g.multiply(g.concat([p('a', [2, 1]), p('b', [2, 3])], 1), p('c', [1, 4])),
  Gather: () =>
    g.multiply(g.gather(p('a', [5, 3]), input('ids', 'int64', [2, 2])), p('b', [1, 1, 3])),
  Conv: () => g.conv(p('x', [2, 2, 5, 4]), p('w', [3, 2, 3, 3], 2), { pads: [1, 1, 1, 1] }),
  'Conv, in steps': () =>
    g.conv(p('x', [2, 2, 8, 6]), p('w', [3, 2, 3, 3], 2), { strides: [2, 2], pads: [1, 1, 0, 0] }),
  'Conv, in steps that leave padding unread': () =>
    g.conv(p('x', [2, 2, 8, 6]), p('w', [3, 2, 3, 3], 2), { strides: [2, 2], pads: [1, 1, 1, 1] }),
  'Conv, along a line': () =>
    g.conv(p('x', [2, 3, 1, 7]), p('w', [2, 3, 1, 3], 2), { pads: [0, 1, 0, 1] }),
}

describe('gradients agree with differences', () => {
  test.for(Object.entries(cases))('%s', async ([, make]) => {
    const ids = new Tensor('int64', BigInt64Array.of(4n, 0n, 4n, 2n), [2, 2])
    const node = make()
    const fed = topological([node]).some(({ op }) => op === 'input')
    await checkGradients(node, fed ? { ids } : {})
  })

  test('of every operation that has one', () => {
    const tried = new Set(Object.keys(cases).map((name) => name.split(',')[0]))
    expect(Object.keys(ADJOINTS).filter((op) => !tried.has(op))).toEqual([])
  })

  test('entries that tie for a maximum share its gradient', async () => {
    const a = g.parameter('a', [1, 3], Float32Array.of(2, 2, 1))
    const [gradient] = g.differentiate(g.max(a, [1]), [a])
    const program = await g.compile({ gradient: gradient! })
    expect([...(await program.run({}))['gradient']!]).toEqual([0.5, 0.5, 0])
    await program.release()
  })
})

test('what the loss does not need has no gradient', () => {
  const [a, b] = [p('a', [1]), p('b', [1])]
  expect(() => g.differentiate(a, [b])).toThrow('does not depend')
})

test('kernels that skip inputs are refused, since their gradient would be wrong', () => {
  const y = g.conv(p('x', [1, 1, 8, 8]), p('w', [1, 1, 3, 3]), { strides: [2, 2] })
  const loss = g.sum(y, [0, 1, 2, 3])
  expect(() => g.differentiate(loss, topological([loss]).filter(g.isParameter))).toThrow(
    'leaves inputs unread',
  )
})
