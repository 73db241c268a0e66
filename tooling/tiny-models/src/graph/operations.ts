import {
  integers,
  scalar,
  type Attributes,
  type ElementType,
  type Node,
  type Shape,
} from './node.ts'

function apply(
  op: string,
  inputs: readonly Node[],
  shape: Shape,
  attributes: Attributes = {},
  type: ElementType = 'float',
): Node {
  return { op, inputs, attributes, shape, type }
}

const asNode = (value: Node | number) => (typeof value === 'number' ? scalar(value) : value)

/** The shape of an entrywise operation: lengths of 1, and absent leading axes, stretch. */
function broadcast(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const left = a[i - rank + a.length] ?? 1
    const right = b[i - rank + b.length] ?? 1
    if (left !== right && left !== 1 && right !== 1) {
      throw new RangeError(`shapes [${a}] and [${b}] do not broadcast`)
    }
    return left === 1 ? right : left
  })
}

function entrywise(op: string) {
  return (a: Node | number, b: Node | number): Node => {
    const [left, right] = [asNode(a), asNode(b)]
    return apply(op, [left, right], broadcast(left.shape, right.shape))
  }
}

export const add = entrywise('Add')
export const subtract = entrywise('Sub')
export const multiply = entrywise('Mul')
export const divide = entrywise('Div')

/** 1 where x > 0, else 0. */
export function positive(x: Node): Node {
  return cast(apply('Greater', [x, scalar(0)], x.shape, {}, 'bool'))
}

/** 1 where a = b, else 0. */
export function equal(a: Node, b: Node): Node {
  return cast(apply('Equal', [a, b], broadcast(a.shape, b.shape), {}, 'bool'))
}

/** To float; no gradient flows through it. */
export function cast(x: Node): Node {
  return apply('Cast', [x], x.shape, { to: 1 })
}

const unary = (op: string) => (x: Node) => apply(op, [x], x.shape)

export const relu = unary('Relu')
export const sqrt = unary('Sqrt')
export const exp = unary('Exp')

/** Along the last axis. */
export function softmax(x: Node): Node {
  return apply('Softmax', [x], x.shape, { axis: -1 })
}

/** Along the last axis. */
export function logSoftmax(x: Node): Node {
  return apply('LogSoftmax', [x], x.shape, { axis: -1 })
}

/** op(a)·op(b) of matrices, where op transposes on demand. */
export function matmul(a: Node, b: Node, { transA = 0, transB = 0 } = {}): Node {
  const [n, k] = transA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!]
  const [inner, m] = transB ? [b.shape[1]!, b.shape[0]!] : [b.shape[0]!, b.shape[1]!]
  if (a.shape.length !== 2 || b.shape.length !== 2 || k !== inner) {
    throw new RangeError(`matmul of [${a.shape}] and [${b.shape}]`)
  }
  return apply('Gemm', [a, b], [n, m], { transA, transB })
}

const reduced = (x: Node, axes: readonly number[]) =>
  x.shape.map((length, i) => (axes.includes(i) ? 1 : length))

/** Sums over axes, which stay with length 1. */
export function sum(x: Node, axes: readonly number[]): Node {
  return apply('ReduceSum', [x, integers(axes)], reduced(x, axes), { keepdims: 1 })
}

/** Means over axes of known length, which stay with length 1. */
export function mean(x: Node, axes: readonly number[]): Node {
  return apply('ReduceMean', [x], reduced(x, axes), { axes, keepdims: 1 })
}

/** Maxima over axes, which stay with length 1. */
export function max(x: Node, axes: readonly number[]): Node {
  return apply('ReduceMax', [x], reduced(x, axes), { axes, keepdims: 1 })
}

/** One length may be −1: what is left. It is named after the first axis when that is unknown. */
export function reshape(x: Node, shape: readonly number[]): Node {
  const known = x.shape.filter((length) => typeof length === 'number')
  const names = x.shape.filter((length) => typeof length === 'string')
  const product = (lengths: readonly number[]) => lengths.reduce((a, b) => a * b, 1)
  const rest = product(known) / product(shape.filter((length) => length > 0))
  const free = names.length > 0 ? [...names, ...(rest === 1 ? [] : [rest])].join('*') : rest
  return apply(
    'Reshape',
    [x, integers(shape)],
    shape.map((length) => (length < 0 ? free : length)),
  )
}

/** New axes of length 1, at these places of the result. */
export function unsqueeze(x: Node, axes: readonly number[]): Node {
  const shape = [...x.shape]
  for (const axis of axes) shape.splice(axis, 0, 1)
  return apply('Unsqueeze', [x, integers(axes)], shape)
}

export function transpose(x: Node, perm: readonly number[]): Node {
  return apply(
    'Transpose',
    [x],
    perm.map((axis) => x.shape[axis]!),
    { perm },
  )
}

/** `x` in the shape of `like`: stretched where a length is 1. */
export function expandLike(x: Node, like: Node): Node {
  return apply('Expand', [x, shapeOf(like)], like.shape)
}

/** `x` cut into the shape of `like`, which has as many entries. */
export function reshapeLike(x: Node, like: Node): Node {
  return apply('Reshape', [x, shapeOf(like)], like.shape)
}

function shapeOf(x: Node): Node {
  return apply('Shape', [x], [x.shape.length], {}, 'int64')
}

export function concat(parts: readonly Node[], axis: number): Node {
  const total = parts.reduce((length, part) => length + (part.shape[axis] as number), 0)
  return apply('Concat', parts, parts[0]!.shape.with(axis, total), { axis })
}

/** Entries `from` ≤ i < `to` along one axis. */
export function slice(x: Node, axis: number, from: number, to: number): Node {
  return apply(
    'Slice',
    [x, integers([from]), integers([to]), integers([axis])],
    x.shape.with(axis, to - from),
  )
}

/** Rows of `table` (v×d) by number: ids of any shape give that shape × d. */
export function gather(table: Node, ids: Node): Node {
  return apply('Gather', [table, ids], [...ids.shape, table.shape[1]!], { axis: 0 })
}

/** 0 and 1: ids of any shape give that shape × depth. */
export function oneHot(ids: Node, depth: number): Node {
  const offOn = { ...scalar(0), shape: [2], values: Float32Array.of(0, 1) }
  return apply('OneHot', [ids, integers([depth]), offOn], [...ids.shape, depth], { axis: -1 })
}

export interface ConvOptions {
  readonly strides?: readonly [number, number]
  /** Rows above, columns left, rows below, columns right. */
  readonly pads?: readonly [number, number, number, number]
  readonly dilations?: readonly [number, number]
}

/** Images n×c×h×w with kernels k×c×kh×kw. */
export function conv(
  x: Node,
  w: Node,
  { strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1] }: ConvOptions = {},
): Node {
  if (x.shape[1] !== w.shape[1]) {
    throw new RangeError(`conv of [${x.shape}] with kernels [${w.shape}]`)
  }
  const spatial = [0, 1].map((i) => {
    const length = x.shape[i + 2]!
    const kernel = w.shape[i + 2]!
    const padding = pads[i]! + pads[i + 2]!
    if (typeof kernel === 'string') return 'kernel'
    const reach = dilations[i]! * (kernel - 1)
    if (typeof length === 'number')
      return Math.floor((length + padding - reach - 1) / strides[i]!) + 1
    if (padding !== reach || strides[i] !== 1) {
      throw new RangeError(`conv: an axis of unknown length ${length} must keep its length`)
    }
    return length
  })
  const shape = [x.shape[0]!, w.shape[0]!, ...spatial]
  return apply('Conv', [x, w], shape, { strides, pads, dilations })
}

/** The transpose of `conv(·, w)`, for images of the shape of `like`. */
export function convTranspose(y: Node, w: Node, like: Node, { attributes }: Node): Node {
  const { strides, pads } = attributes as unknown as Required<ConvOptions>
  const output_padding = [0, 1].map((i) => {
    const [from, to, kernel] = [y.shape[i + 2]!, like.shape[i + 2]!, w.shape[i + 2]!]
    if (typeof from === 'string' || typeof to === 'string' || typeof kernel === 'string') return 0
    return to - ((from - 1) * strides[i]! - pads[i]! - pads[i + 2]! + kernel)
  })
  return apply('ConvTranspose', [y, w], like.shape, { strides, pads, output_padding })
}
