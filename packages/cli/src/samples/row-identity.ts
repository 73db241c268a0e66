import { createHash } from 'node:crypto'

/** 32-bit words kept of each row's hash: two rows among a billion share one by chance once in 10²⁰ sets. */
const WORDS = 4

/**
 * As `coinciding`, for rows that stream by: rows are told apart by a hash, so that the memory is 32
 * bytes a row whatever its width.
 */
export function createRowIdentity(rows: number) {
  const ids = new Uint32Array(rows)
  const hashes = new Uint32Array(rows * WORDS)
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * rows)))
  /** A row's number and 1, 0 where there is none; open addressing. */
  const table = new Uint32Array(slots)
  return {
    ids,
    /** Row n (length d); one that begins with NaN is missing and coincides with nothing. */
    add(n: number, values: Float32Array): void {
      ids[n] = n
      if (Number.isNaN(values[0]!)) return
      const digest = createHash('sha256')
        .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
        .digest()
      const at = n * WORDS
      for (let w = 0; w < WORDS; w++) hashes[at + w] = digest.readUInt32LE(4 * w)
      for (let slot = hashes[at]! & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
        const found = table[slot]!
        if (found === 0) {
          table[slot] = n + 1
          return
        }
        if (same(hashes, (found - 1) * WORDS, at)) {
          ids[n] = found - 1
          return
        }
      }
    },
  }
}

function same(hashes: Uint32Array, a: number, b: number): boolean {
  for (let w = 0; w < WORDS; w++) if (hashes[a + w] !== hashes[b + w]) return false
  return true
}
