import type { Engine } from './engine.ts'

/** Named blocks of memory that grow to the largest size asked for and lose their contents then. */
export interface Buffers {
  /** Address of at least `bytes` bytes. */
  of(name: string, bytes: number): number
  dispose(): void
}

export function createBuffers(engine: Engine): Buffers {
  const blocks = new Map<string, { address: number; bytes: number }>()
  return {
    of(name, bytes) {
      const block = blocks.get(name)
      if (block && block.bytes >= bytes) return block.address
      if (block) engine.free(block.address)
      const address = engine.alloc(bytes)
      blocks.set(name, { address, bytes })
      return address
    },
    dispose() {
      for (const { address } of blocks.values()) engine.free(address)
      blocks.clear()
    },
  }
}
