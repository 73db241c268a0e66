import onnxProto from 'onnx-proto'
import { isConstant, isInput, isParameter, topological, type Node } from './node.ts'

// CommonJS, whose names Node does not find on import.
const { onnx } = onnxProto

const ELEMENT_TYPES = { float: 1, uint8: 2, int16: 5, int64: 7, bool: 9 } as const
/** The newest operator set in which reductions still take their axes as attributes. */
const OPSET = 17
const IR_VERSION = 8

export interface OnnxOptions {
  readonly name: string
  /**
   * `stored`: parameters are written into the file. `fed`: they are inputs, so that training can
   * change them without a new session.
   */
  readonly parameters?: 'stored' | 'fed'
}

/** The bytes of an ONNX model with these named outputs; the same graph gives the same bytes. */
export function toOnnx(
  outputs: Readonly<Record<string, Node>>,
  { name, parameters = 'stored' }: OnnxOptions,
): Uint8Array {
  const order = topological(Object.values(outputs))
  const names = new Map<Node, string>()
  for (const [i, node] of order.entries()) {
    names.set(node, isInput(node) || isParameter(node) ? node.name : `t${i}`)
  }
  for (const [output, node] of Object.entries(outputs)) names.set(node, output)

  const fed = order.filter((node) => isInput(node) || (parameters === 'fed' && isParameter(node)))
  const stored = order.filter(
    (node) => isConstant(node) || (parameters === 'stored' && isParameter(node)),
  )
  const model = onnx.ModelProto.fromObject({
    irVersion: IR_VERSION,
    opsetImport: [{ domain: '', version: OPSET }],
    producerName: 'cmgsae tiny-models',
    graph: {
      name,
      input: fed.map((node) => valueInfo(names.get(node)!, node)),
      output: Object.entries(outputs).map(([output, node]) => valueInfo(output, node)),
      initializer: stored.map((node) => tensor(names.get(node)!, node)),
      node: order
        .filter((node) => !isInput(node) && !isConstant(node) && !isParameter(node))
        .map((node) => ({
          opType: node.op,
          input: node.inputs.map((each) => names.get(each)!),
          output: [names.get(node)!],
          attribute: Object.entries(node.attributes).map(([key, value]) => attribute(key, value)),
        })),
    },
  })
  return onnx.ModelProto.encode(model).finish()
}

function valueInfo(name: string, { type, shape }: Node) {
  const dim = shape.map((length) =>
    typeof length === 'number' ? { dimValue: length } : { dimParam: length },
  )
  return { name, type: { tensorType: { elemType: ELEMENT_TYPES[type], shape: { dim } } } }
}

function tensor(name: string, node: Node) {
  const { values } = node as Node & { values: Float32Array | BigInt64Array }
  return {
    name,
    dataType: ELEMENT_TYPES[node.type],
    dims: node.shape,
    rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  }
}

function attribute(name: string, value: number | string | readonly number[]) {
  const { INT, INTS, STRING } = onnx.AttributeProto.AttributeType
  if (typeof value === 'number') return { name, type: INT, i: value }
  if (typeof value === 'string') return { name, type: STRING, s: new TextEncoder().encode(value) }
  return { name, type: INTS, ints: value }
}
