import { createRandom } from '@cmgsae/tensor'
import { parameter, type Parameter } from '../graph/index.ts'

/** Makes the parameters of a tower by name. */
export interface Initializer {
  /** Normal with variance `gain` / `inputs`, the number of inputs of one output; gain 2 by default. */
  weights(
    name: string,
    shape: readonly number[],
    options: { readonly inputs: number; readonly gain?: number },
  ): Parameter
  zeros(name: string, shape: readonly number[]): Parameter
  ones(name: string, shape: readonly number[]): Parameter
}

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1)

/** Seeded; the order of the calls matters. `prefix` keeps the names of two towers apart. */
export function randomInitializer(seed: number, prefix: string): Initializer {
  const random = createRandom(seed)
  const make = (name: string, shape: readonly number[], value: () => number) =>
    parameter(`${prefix}.${name}`, shape, Float32Array.from({ length: size(shape) }, value))
  return {
    // A gain of 2 keeps the variance through a ReLU (He et al., 2015).
    weights: (name, shape, { inputs, gain = 2 }) => {
      const scale = Math.sqrt(gain / inputs)
      return make(name, shape, () => random.normal() * scale)
    },
    zeros: (name, shape) => make(name, shape, () => 0),
    ones: (name, shape) => make(name, shape, () => 1),
  }
}

/** The values of parameters that were trained before, by their full names. */
export function storedInitializer(
  stored: ReadonlyMap<string, Float32Array>,
  prefix: string,
): Initializer {
  const take = (name: string, shape: readonly number[]) => {
    const values = stored.get(`${prefix}.${name}`)
    if (values?.length !== size(shape)) {
      throw new RangeError(
        `${prefix}.${name} has ${values?.length ?? 'no'} values, this architecture has ${size(shape)}: train again`,
      )
    }
    return parameter(`${prefix}.${name}`, shape, values)
  }
  return { weights: take, zeros: take, ones: take }
}
