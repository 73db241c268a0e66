import {
  add,
  conv,
  divide,
  mean,
  multiply,
  relu,
  sqrt,
  subtract,
  type Node,
} from '../graph/index.ts'
import type { Initializer } from './initializer.ts'

export interface ConvLayer {
  readonly name: string
  readonly channels: number
  /** Rows and columns of the kernels. */
  readonly kernel: readonly [number, number]
  readonly strides?: readonly [number, number]
  /** Adds the input to the result: for layers that keep channels and size. */
  readonly residual?: boolean
}

/**
 * relu(norm(x ∗ w)), n×c×h×w to n×channels×h′×w′. Padding keeps the size at stride 1. `norm`
 * centres and scales each sample over its channels and places, then has a gain and a bias by
 * channel: no running averages, so that training and inference are one graph.
 */
export function convLayer(x: Node, layer: ConvLayer, init: Initializer): Node {
  const { name, channels, kernel, strides = [1, 1], residual = false } = layer
  const depth = x.shape[1] as number
  const w = init.weights(`${name}.w`, [channels, depth, ...kernel], {
    inputs: depth * kernel[0] * kernel[1],
  })
  // The far side is padded less where the stride would leave the padding unread.
  const [rows, columns] = [0, 1].map((i) => {
    const near = Math.floor((kernel[i]! - strides[i]! + 1) / 2)
    const length = x.shape[i + 2]
    if (typeof length === 'string') return [near, near] as const
    const out = Math.floor((length! + 2 * near - kernel[i]!) / strides[i]!) + 1
    return [near, (out - 1) * strides[i]! + kernel[i]! - length! - near] as const
  })
  const y = conv(x, w, { strides, pads: [rows![0], columns![0], rows![1], columns![1]] })
  const gain = init.ones(`${name}.gain`, [1, channels, 1, 1])
  const bias = init.zeros(`${name}.bias`, [1, channels, 1, 1])
  const active = relu(add(multiply(standardise(y), gain), bias))
  return residual ? add(x, active) : active
}

/** Zero mean and unit variance over each sample's channels and places. */
function standardise(x: Node): Node {
  const axes = [1, 2, 3]
  const centred = subtract(x, mean(x, axes))
  return divide(centred, sqrt(add(mean(multiply(centred, centred), axes), 1e-5)))
}
