import { concat, matmul, max, mean, reshape, type Node } from '../graph/index.ts'
import { convLayer } from './conv-layer.ts'
import type { Initializer } from './initializer.ts'

/**
 * Pictures batch×3×96×96 to batch×out: five convolutions down to 6×6 places, of which the mean and
 * the maximum are projected, so that it hardly matters where in the picture a thing is.
 */
export function imageTower(pixels: Node, { out }: { out: number }, init: Initializer): Node {
  const half = { kernel: [3, 3], strides: [2, 2] } as const
  const same = { kernel: [3, 3], residual: true } as const
  let x = convLayer(pixels, { name: 'stem', channels: 32, kernel: [6, 6], strides: [4, 4] }, init)
  x = convLayer(x, { name: 'down1', channels: 64, ...half }, init)
  x = convLayer(x, { name: 'same1', channels: 64, ...same }, init)
  x = convLayer(x, { name: 'down2', channels: 128, ...half }, init)
  x = convLayer(x, { name: 'same2', channels: 128, ...same }, init)
  const pooled = reshape(concat([mean(x, [2, 3]), max(x, [2, 3])], 1), [-1, 256])
  return matmul(pooled, init.weights('projection.w', [256, out], { inputs: 256, gain: 1 }))
}
