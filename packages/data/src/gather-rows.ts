import type { EmbeddingRows } from './embedding-rows.ts'

/** Bytes read for nothing that cost less than another read. */
const GAP = 8192
/** Bytes of float32 decoded at once at most: what stays in a core's cache. */
const LONGEST = 1 << 18

/**
 * Writes the listed rows (m, in any order) into `out` (m×d). They are read in the order in which they
 * lie, neighbours together.
 */
export async function gatherRows(
  table: EmbeddingRows,
  rows: Uint32Array,
  out: Float32Array,
): Promise<void> {
  const { cols } = table
  const gap = Math.max(1, Math.floor(GAP / (4 * cols)))
  const longest = Math.max(1, Math.floor(LONGEST / (4 * cols)))
  const places = Uint32Array.from(rows.keys()).sort((a, b) => rows[a]! - rows[b]!)
  for (let at = 0; at < places.length;) {
    const first = rows[places[at]!]!
    let last = first
    let end = at + 1
    for (; end < places.length; end++) {
      const next = rows[places[end]!]!
      if (next - last > gap || next - first >= longest) break
      last = next
    }
    const block = await table.read(first, last + 1)
    for (; at < end; at++) {
      const from = (rows[places[at]!]! - first) * cols
      out.set(block.subarray(from, from + cols), places[at]! * cols)
    }
  }
}
