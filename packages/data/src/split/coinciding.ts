import type { Matrix } from '@cmgsae/tensor'

/**
 * For each of n rows the first row that holds the same values: one picture under five captions has
 * one id. A row of NaN (a missing modality) coincides with nothing.
 */
export function coinciding({ rows, cols, data }: Matrix): Uint32Array {
  const bits = new Uint32Array(data.buffer, data.byteOffset, data.length)
  const ids = new Uint32Array(rows)
  const seen = new Map<number, number[]>()
  for (let n = 0; n < rows; n++) {
    ids[n] = n
    if (Number.isNaN(data[n * cols]!)) continue
    const key = hashRow(bits, n * cols, cols)
    const candidates = seen.get(key)
    if (!candidates) {
      seen.set(key, [n])
      continue
    }
    const same = candidates.find((m) => equalRows(bits, n * cols, m * cols, cols))
    if (same === undefined) candidates.push(n)
    else ids[n] = same
  }
  return ids
}

/** FNV-1a over 32-bit words. */
function hashRow(bits: Uint32Array, from: number, cols: number): number {
  let hash = 0x811c9dc5
  for (let j = from; j < from + cols; j++) hash = Math.imul(hash ^ bits[j]!, 0x01000193)
  return hash >>> 0
}

function equalRows(bits: Uint32Array, a: number, b: number, cols: number): boolean {
  for (let j = 0; j < cols; j++) if (bits[a + j] !== bits[b + j]) return false
  return true
}
