import { AdapterError } from '@cmgsae/adapter'
import type { Tensors } from './transformers.ts'

/**
 * The values of one output of a graph, as float32.
 * @throws AdapterError where the graph has no such output
 */
export function vectorsOf(outputs: Tensors, name: string): Float32Array {
  const tensor = outputs[name]
  if (tensor === undefined) {
    throw new AdapterError(
      `the graph gives ${Object.keys(outputs).join(', ')}, not ${name}: it must be exported with its projection`,
    )
  }
  const { data } = tensor
  if (data instanceof Float32Array) return data
  // Graphs of dtype fp16 may give half floats, which older runtimes hand over as plain integers.
  if (Object.prototype.toString.call(data) === '[object Float16Array]') {
    return Float32Array.from(data as ArrayLike<number>)
  }
  throw new AdapterError(
    `the graph gives ${name} in a format other than float32: choose another dtype`,
  )
}
