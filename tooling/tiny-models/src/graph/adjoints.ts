import type { Node, Shape } from './node.ts'
import {
  conv,
  convTranspose,
  divide,
  equal,
  exp,
  expandLike,
  matmul,
  multiply,
  oneHot,
  positive,
  reshape,
  reshapeLike,
  slice,
  subtract,
  sum,
  transpose,
} from './operations.ts'

/** What reaches each input of `node` when `dy` reaches its output; undefined where none can. */
type Adjoint = (node: Node, dy: Node) => (Node | undefined)[]

/** Sums what was stretched, so that a gradient has the shape of what it belongs to. */
function unbroadcast(dy: Node, to: Node): Node {
  const lead = dy.shape.length - to.shape.length
  const stretched = (length: Shape[number], i: number) =>
    i < lead || (length !== 1 && to.shape[i - lead] === 1)
  const axes = dy.shape.flatMap((length, i) => (stretched(length, i) ? [i] : []))
  const summed = axes.length > 0 ? sum(dy, axes) : dy
  return lead > 0 ? reshapeLike(summed, to) : summed
}

export const ADJOINTS: Readonly<Record<string, Adjoint>> = {
  Add: ({ inputs: [a, b] }, dy) => [unbroadcast(dy, a!), unbroadcast(dy, b!)],
  Sub: ({ inputs: [a, b] }, dy) => [unbroadcast(dy, a!), unbroadcast(multiply(dy, -1), b!)],
  Mul: ({ inputs: [a, b] }, dy) => [
    unbroadcast(multiply(dy, b!), a!),
    unbroadcast(multiply(dy, a!), b!),
  ],
  Div: (y, dy) => {
    const [a, b] = y.inputs
    const da = divide(dy, b!)
    return [unbroadcast(da, a!), unbroadcast(multiply(multiply(da, y), -1), b!)]
  },
  Relu: (y, dy) => [multiply(dy, positive(y))],
  Sqrt: (y, dy) => [divide(multiply(dy, 0.5), y)],
  Exp: (y, dy) => [multiply(dy, y)],
  Softmax: (y, dy) => {
    const along = [y.shape.length - 1]
    return [multiply(y, subtract(dy, sum(multiply(dy, y), along)))]
  },
  LogSoftmax: (y, dy) => [subtract(dy, multiply(exp(y), sum(dy, [y.shape.length - 1])))],
  Gemm: ({ inputs, attributes }, dy) => {
    const [a, b] = inputs as [Node, Node]
    const { transA, transB } = attributes as { transA: number; transB: number }
    return [
      transA ? matmul(b, dy, { transA: transB, transB: 1 }) : matmul(dy, b, { transB: 1 - transB }),
      transB ? matmul(dy, a, { transA: 1, transB: transA }) : matmul(a, dy, { transA: 1 - transA }),
    ]
  },
  ReduceSum: ({ inputs: [x] }, dy) => [expandLike(dy, x!)],
  ReduceMean: (y, dy) => {
    const x = y.inputs[0]!
    const axes = y.attributes['axes'] as readonly number[]
    const count = axes.reduce((product, axis) => product * (x.shape[axis] as number), 1)
    return [expandLike(multiply(dy, 1 / count), x)]
  },
  // Entries that tie for the maximum share its gradient.
  ReduceMax: (y, dy) => {
    const highest = equal(y.inputs[0]!, y)
    const ties = sum(highest, y.attributes['axes'] as readonly number[])
    return [multiply(highest, divide(dy, ties))]
  },
  Reshape: ({ inputs: [x] }, dy) => [reshapeLike(dy, x!)],
  Unsqueeze: ({ inputs: [x] }, dy) => [reshapeLike(dy, x!)],
  Transpose: ({ attributes }, dy) => {
    const perm = attributes['perm'] as readonly number[]
    return [
      transpose(
        dy,
        perm.map((_, axis) => perm.indexOf(axis)),
      ),
    ]
  },
  Concat: ({ inputs, attributes }, dy) => {
    const axis = attributes['axis'] as number
    let end = 0
    return inputs.map((part) => {
      const from = end
      end += part.shape[axis] as number
      return slice(dy, axis, from, end)
    })
  },
  Gather: ({ inputs: [table, ids] }, dy) => {
    const [count, width] = table!.shape as [number, number]
    const chosen = reshape(oneHot(ids!, count), [-1, count])
    return [matmul(chosen, reshape(dy, [-1, width]), { transA: 1 })]
  },
  Conv: (y, dy) => {
    const [x, w] = y.inputs as [Node, Node]
    return [convTranspose(dy, w, x, y), kernelGradient(y, dy)]
  },
}

/**
 * The gradient of kernels is a convolution itself: of the inputs, channels taken as images, with
 * `dy` as kernels spread out by the stride.
 */
function kernelGradient({ inputs, attributes, shape }: Node, dy: Node): Node {
  const [x, w] = inputs as [Node, Node]
  const { strides, pads } = attributes as { strides: [number, number]; pads: number[] }
  // Rows and columns at the far end that no kernel reached, because the stride skipped them.
  const unread = [0, 1].map((i) => {
    const [length, kernel] = [x.shape[i + 2]!, w.shape[i + 2]! as number]
    if (typeof length === 'string') return 0
    const out = shape[i + 2] as number
    return length + pads[i]! + pads[i + 2]! - kernel - (out - 1) * strides[i]!
  })
  const far = unread.map((count, i) => pads[i + 2]! - count)
  if (far.some((pad) => pad < 0)) {
    throw new RangeError(`conv of [${x.shape}] by [${w.shape}]: the stride leaves inputs unread`)
  }
  const swap = [1, 0, 2, 3]
  const kernels = conv(transpose(x, swap), transpose(dy, swap), {
    pads: [pads[0]!, pads[1]!, far[0]!, far[1]!],
    dilations: strides,
  })
  return { ...transpose(kernels, swap), shape: w.shape }
}
