import { add, concat, matmul, max, mean, multiply, reshape, type Node } from '../graph/index.ts'
import { convLayer } from './conv-layer.ts'
import type { Initializer } from './initializer.ts'

/**
 * Log-mel spectrograms batch×1×frames×bins in dB to batch×out. Time is pooled by mean and maximum;
 * the four bands of pitch that are left stay apart, because pitch tells sounds from each other.
 */
export function soundTower(decibels: Node, { out }: { out: number }, init: Initializer): Node {
  const half = { kernel: [3, 3], strides: [2, 2] } as const
  const same = { kernel: [3, 3], residual: true } as const
  // From about −100…40 dB to about −2…2.
  const spectrogram = multiply(add(decibels, 30), 1 / 30)
  // Eight frames are 200 ms: a stroke and what rings after it.
  let x = convLayer(
    spectrogram,
    { name: 'stem', channels: 32, kernel: [8, 5], strides: [4, 2] },
    init,
  )
  x = convLayer(x, { name: 'down1', channels: 48, ...half }, init)
  x = convLayer(x, { name: 'same1', channels: 48, ...same }, init)
  x = convLayer(x, { name: 'down2', channels: 96, ...half }, init)
  x = convLayer(x, { name: 'down3', channels: 96, ...half }, init)
  x = convLayer(x, { name: 'same2', channels: 96, ...same }, init)
  const width = 2 * 96 * (x.shape[3] as number)
  const pooled = reshape(concat([mean(x, [2]), max(x, [2])], 1), [-1, width])
  return matmul(pooled, init.weights('projection.w', [width, out], { inputs: width, gain: 1 }))
}
