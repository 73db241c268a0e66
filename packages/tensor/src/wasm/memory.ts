import { TensorError } from '../errors.ts'

const PAGE = 65536
/** Everything below belongs to the pool's control words, the job and the kernels' constants. */
const HEAP = PAGE
const ALIGNMENT = 64

/** A WebAssembly memory handed out in zeroed, 64-byte aligned blocks. */
export interface Arena {
  readonly memory: WebAssembly.Memory
  /** Bytes handed out. */
  readonly used: number
  /** @throws TensorError when the memory cannot grow so far */
  alloc(bytes: number): number
  free(address: number): void
}

/**
 * The largest memory this machine grants: 4 GiB, or less where address space is scarce. The last page
 * is never handed out, as the end of a block must not be 2³², which a kernel would take for 0.
 */
export function createMemory(shared: boolean): WebAssembly.Memory {
  for (let maximum = 65535; ; maximum >>= 1) {
    try {
      return new WebAssembly.Memory({ initial: 2, maximum, shared })
    } catch (error) {
      if (maximum <= 1024) throw error
    }
  }
}

/** First fit over a sorted list of holes; the memory grows when none fits. */
export function createArena(memory: WebAssembly.Memory): Arena {
  const holes: { from: number; to: number }[] = []
  const blocks = new Map<number, number>()
  let top = HEAP
  let used = 0
  const capacity = () => memory.buffer.byteLength

  function place(size: number): number {
    for (let i = 0; i < holes.length; i++) {
      const hole = holes[i]!
      if (hole.to - hole.from < size) continue
      const address = hole.from
      hole.from += size
      if (hole.from === hole.to) holes.splice(i, 1)
      return address
    }
    const address = top
    const missing = address + size - capacity()
    if (missing > 0) {
      try {
        memory.grow(Math.ceil(missing / PAGE))
      } catch {
        throw new TensorError(
          `the WebAssembly memory cannot grow from ${megabytes(capacity())} by ${megabytes(missing)}: deal the latents to more memories (createWasm({ shards }), see shardsFor), or take fewer of them or a smaller batch`,
        )
      }
    }
    top += size
    return address
  }

  return {
    memory,
    get used() {
      return used
    },
    alloc(bytes) {
      const size = Math.max(ALIGNMENT, Math.ceil(bytes / ALIGNMENT) * ALIGNMENT)
      const fresh = top
      const address = place(size)
      if (address < fresh) new Uint8Array(memory.buffer, address, size).fill(0)
      blocks.set(address, size)
      used += size
      return address
    },
    free(address) {
      const size = blocks.get(address)
      if (size === undefined) return
      blocks.delete(address)
      used -= size
      const at = holes.findIndex((hole) => hole.from > address)
      holes.splice(at < 0 ? holes.length : at, 0, { from: address, to: address + size })
      for (let i = holes.length - 1; i > 0; i--) {
        if (holes[i - 1]!.to === holes[i]!.from) {
          holes[i - 1]!.to = holes[i]!.to
          holes.splice(i, 1)
        }
      }
      // The last hole rejoins the untouched memory; but that is no longer zero, so it stays a hole.
    },
  }
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`
