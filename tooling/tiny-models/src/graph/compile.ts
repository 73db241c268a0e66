import { InferenceSession, Tensor } from 'onnxruntime-node'
import { isParameter, topological, type Node } from './node.ts'
import { toOnnx } from './to-onnx.ts'

/** Values of inputs by name; a batch of bytes or 16-bit integers is cast inside the graph. */
export type Feeds = Readonly<Record<string, Tensor>>

export interface Program {
  /** Runs once with the parameters' values of now. Results are fresh arrays. */
  run(feeds: Feeds): Promise<Record<string, Float32Array>>
  release(): Promise<void>
}

/** Makes a graph run on onnxruntime, which fuses and threads its operations. */
export async function compile(
  outputs: Readonly<Record<string, Node>>,
  { threads = 2 } = {},
): Promise<Program> {
  const bytes = toOnnx(outputs, { name: 'program', parameters: 'fed' })
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    // A thread that waits gives its core to others.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
  // Tensors are views: what training writes into the values is what the next run reads.
  const parameters = Object.fromEntries(
    topological(Object.values(outputs))
      .filter(isParameter)
      .map(({ name, values, shape }) => [name, new Tensor('float32', values, shape)]),
  )
  return {
    async run(feeds) {
      const results = await session.run({ ...parameters, ...feeds })
      return Object.fromEntries(
        Object.entries(results).map(([name, { data }]) => [name, data as Float32Array]),
      )
    },
    release: () => session.release(),
  }
}
