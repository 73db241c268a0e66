import type { Backend } from '../backend.ts'
import { createQueue } from '../queue.ts'
import { createEncode } from './encode.ts'
import { createHostBuffers } from './host-buffers.ts'
import { createLearning } from './learn.ts'
import { createSteps } from './steps.ts'
import { createStore } from './store.ts'
import { createTransfer } from './transfer.ts'

export { MOST_SHARDS, shardsFor, type MemoryNeed } from './split.ts'

/**
 * One backend on several, each with a range of the latents and a copy of everything else. Results differ
 * from those of a single one by the rounding of sums over the shards, selections not at all; ops run on
 * one shard after the other. `dispose` disposes of the shards too.
 */
export function createSharded(shards: readonly Backend[], name: string): Backend {
  const buffers = createHostBuffers()
  const transfer = createTransfer(shards, buffers)
  const { dispose: disposeEncode, ...dense } = createEncode(shards, buffers)
  const { dispose: disposeSteps, ...steps } = createSteps(shards, buffers, transfer)
  const inOrder = createQueue()
  return {
    ...inOrder(createStore(shards)),
    ...inOrder({ ...transfer, ...dense, ...steps, ...createLearning(shards) }),
    name,
    dispose() {
      disposeEncode()
      disposeSteps()
      for (const shard of shards) shard.dispose()
    },
  }
}
