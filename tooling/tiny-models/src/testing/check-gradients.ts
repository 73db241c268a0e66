import { createRandom } from '@cmgsae/tensor'
import {
  compile,
  differentiate,
  isParameter,
  multiply,
  parameter,
  reshape,
  sum,
  topological,
  type Feeds,
  type Node,
  type Parameter,
} from '../graph/index.ts'

/** A parameter of evenly spaced values in seeded order, none of them close to 0 or to another. */
export function someParameter(name: string, shape: readonly number[], seed = 1): Parameter {
  const random = createRandom(seed)
  const length = shape.reduce((a, b) => a * b, 1)
  const order = Array.from({ length }, (_, i) => i)
  random.shuffle(order)
  const step = Math.max(0.05, 3 / length)
  return parameter(
    name,
    shape,
    Float32Array.from(order, (rank) => (rank - length / 2 + 0.75) * step),
  )
}

/**
 * Compares the gradients of `output` with central differences: entry by entry of every parameter,
 * through a random weighting of the output's entries. Also that each has the shape it declares.
 */
export async function checkGradients(
  output: Node,
  feeds: Feeds = {},
  { step = 1e-2, tolerance = 2e-2, entries = 24 } = {},
): Promise<void> {
  const parameters = topological([output]).filter(isParameter)
  const size = output.shape.reduce<number>((product, length) => product * (length as number), 1)
  const weights = someParameter('weights', output.shape as readonly number[], 99)
  const weighted = reshape(multiply(output, weights), [1, size])
  const loss = sum(weighted, [1])
  const gradients = differentiate(loss, parameters)
  const program = await compile(
    { loss, ...Object.fromEntries(parameters.map(({ name }, i) => [`d.${name}`, gradients[i]!])) },
    { threads: 1 },
  )
  try {
    const analytic = await program.run(feeds)
    for (const [p, { name, values, shape }] of parameters.entries()) {
      const gradient = analytic[`d.${name}`]!
      if (String(gradients[p]!.shape) !== String(shape) || gradient.length !== values.length) {
        throw new Error(`the gradient of ${name} is [${gradients[p]!.shape}], not [${shape}]`)
      }
      const scale = Math.max(...gradient.map(Math.abs))
      if (!(scale > 0)) throw new Error(`the gradient of ${name} vanishes`)
      for (let i = 0; i < values.length; i += Math.max(1, Math.floor(values.length / entries))) {
        const kept = values[i]!
        values[i] = kept + step
        const above = (await program.run(feeds))['loss']![0]!
        const up = values[i]!
        values[i] = kept - step
        const below = (await program.run(feeds))['loss']![0]!
        const numeric = (above - below) / (up - values[i]!)
        values[i] = kept
        if (!(Math.abs(gradient[i]! - numeric) <= tolerance * scale)) {
          throw new Error(`d.${name}[${i}] is ${gradient[i]}, differences give ${numeric}`)
        }
      }
    }
  } finally {
    await program.release()
  }
}
