import type { Backend } from '../backend.ts'
import type { Engine } from './engine.ts'

export function createSparseOps(_engine: Engine): Omit<Backend, 'encode' | 'product' | 'name' | 'dispose'> {
  throw new Error('not yet')
}
