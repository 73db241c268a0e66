import {
  add,
  cast,
  concat,
  conv,
  gather,
  matmul,
  max,
  multiply,
  relu,
  reshape,
  softmax,
  subtract,
  sum,
  transpose,
  unsqueeze,
  type Node,
} from '../graph/index.ts'
import type { Initializer } from './initializer.ts'

/** Low enough that softmax gives exactly 0 and a maximum is taken elsewhere. */
const NEVER = 1e4

export interface TextTowerOptions {
  readonly vocabulary: number
  readonly width?: number
  readonly hidden?: number
  /** Length of the embeddings. */
  readonly out: number
}

/**
 * Texts batch×tokens (`ids`, with a 0/1 `mask`) to batch×out. Each token sees its neighbours through
 * one convolution; attention and a maximum pool the tokens; a layer mixes. Padding is zeroed before
 * the convolution and masked in both pools, so that it cannot change a vector.
 */
export function textTower(
  { ids, mask }: { ids: Node; mask: Node },
  { vocabulary, width = 64, hidden = 128, out }: TextTowerOptions,
  init: Initializer,
): Node {
  const real = unsqueeze(cast(mask), [1, 2])
  const table = init.weights('tokens', [vocabulary, width], { inputs: 1, gain: 1 })
  const tokens = unsqueeze(transpose(gather(table, ids), [0, 2, 1]), [2])
  const x = multiply(tokens, real)

  const near = init.weights('near.w', [width, width, 1, 3], { inputs: 3 * width })
  const seen = conv(x, near, { pads: [0, 1, 0, 1] })
  const h = add(x, relu(add(seen, init.zeros('near.bias', [1, width, 1, 1]))))

  const score = conv(h, init.weights('score.w', [1, width, 1, 1], { inputs: width, gain: 1 }))
  const padding = multiply(subtract(real, 1), NEVER)
  const attended = sum(multiply(h, softmax(add(score, padding))), [3])
  const pooled = reshape(concat([attended, max(add(h, padding), [3])], 1), [-1, 2 * width])

  const w1 = init.weights('hidden.w', [2 * width, hidden], { inputs: 2 * width })
  const mixed = relu(add(matmul(pooled, w1), init.zeros('hidden.bias', [hidden])))
  return matmul(mixed, init.weights('projection.w', [hidden, out], { inputs: hidden, gain: 1 }))
}
