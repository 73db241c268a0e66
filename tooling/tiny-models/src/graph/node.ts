/**
 * A graph of tensor operations, written as plain values: a node knows its inputs, so an expression
 * is its own graph. The names and attributes of operations are those of ONNX.
 */
export interface Node {
  /** An ONNX operator, or one of the three kinds of leaves. */
  readonly op: string
  readonly inputs: readonly Node[]
  readonly attributes: Attributes
  readonly shape: Shape
  readonly type: ElementType
}

export type Attributes = Readonly<Record<string, number | string | readonly number[]>>

/** A number, or the name of a length that is known only when the graph runs, such as `batch`. */
export type Shape = readonly (number | string)[]

export type ElementType = 'float' | 'int64' | 'uint8' | 'int16' | 'bool'

/** What the caller feeds at every run. */
export interface Input extends Node {
  readonly op: 'input'
  readonly name: string
}

/** What training changes, in place. */
export interface Parameter extends Node {
  readonly op: 'parameter'
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export interface Constant extends Node {
  readonly op: 'constant'
  readonly values: Float32Array | BigInt64Array
}

export function input(name: string, type: ElementType, shape: Shape): Input {
  return { op: 'input', name, inputs: [], attributes: {}, shape, type }
}

export function parameter(name: string, shape: readonly number[], values: Float32Array): Parameter {
  return { op: 'parameter', name, inputs: [], attributes: {}, shape, type: 'float', values }
}

/** A float that broadcasts against anything. */
export function scalar(value: number): Constant {
  return {
    op: 'constant',
    inputs: [],
    attributes: {},
    shape: [],
    type: 'float',
    values: Float32Array.of(value),
  }
}

/** A list of whole numbers, such as axes or a shape. */
export function integers(values: readonly number[]): Constant {
  return {
    op: 'constant',
    inputs: [],
    attributes: {},
    shape: [values.length],
    type: 'int64',
    values: BigInt64Array.from(values, BigInt),
  }
}

export const isInput = (node: Node): node is Input => node.op === 'input'
export const isParameter = (node: Node): node is Parameter => node.op === 'parameter'
export const isConstant = (node: Node): node is Constant => node.op === 'constant'

/** Every node that `outputs` need, inputs before their users. */
export function topological(outputs: readonly Node[]): Node[] {
  const order = new Set<Node>()
  // By hand: a graph is deeper than the stack allows when recursion meets a long chain of steps.
  const stack = [...outputs].reverse()
  while (stack.length > 0) {
    const node = stack.at(-1)!
    const waiting = order.has(node) ? [] : node.inputs.filter((each) => !order.has(each))
    if (waiting.length > 0) stack.push(...waiting.reverse())
    else {
      order.add(node)
      stack.pop()
    }
  }
  return [...order]
}
