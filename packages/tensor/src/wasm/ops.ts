import type { Backend } from '../backend.ts'
import { createSteps } from './backward.ts'
import { createContrastive } from './contrastive.ts'
import type { Engine } from './engine.ts'
import { createLearning } from './learn.ts'
import { createBuffers } from './scratch.ts'
import { createStore } from './store.ts'
import { createTransfer } from './transfer.ts'

/** Every op besides those that multiply dense matrices. */
export function createSparseOps(
  engine: Engine,
): Omit<Backend, 'encode' | 'product' | 'name' | 'dispose'> {
  const buffers = createBuffers(engine)
  return {
    ...createStore(engine),
    ...createTransfer(engine),
    ...createSteps(engine, buffers),
    ...createContrastive(engine, buffers),
    ...createLearning(engine, buffers),
  }
}
