import onnxProto from 'onnx-proto'

/** The float parameters that an ONNX file stores, by name. */
export function readParameters(bytes: Uint8Array): Map<string, Float32Array> {
  const { graph } = onnxProto.onnx.ModelProto.decode(bytes)
  return new Map(
    (graph?.initializer ?? [])
      .filter(({ dataType }) => dataType === onnxProto.onnx.TensorProto.DataType.FLOAT)
      .map(({ name, rawData }) => [name!, new Float32Array(Uint8Array.from(rawData!).buffer)]),
  )
}
