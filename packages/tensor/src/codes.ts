/**
 * Sparse codes of a batch in compressed sparse rows: row n holds the entries
 * `offsets[n] … offsets[n+1]`, each an active latent (`indices`, ascending) and its activation
 * (`values`). The arrays may be longer than what is stored.
 */
export interface SparseCodes {
  rows: number
  readonly latents: number
  readonly offsets: Uint32Array
  readonly indices: Uint32Array
  readonly values: Float32Array
}

/** Empty codes with room for `capacity` entries in up to `rows` rows. */
export function sparseCodes(rows: number, latents: number, capacity: number): SparseCodes {
  return {
    rows,
    latents,
    offsets: new Uint32Array(rows + 1),
    indices: new Uint32Array(capacity),
    values: new Float32Array(capacity),
  }
}

/** A copy that holds exactly what is stored. */
export function compact({ rows, latents, offsets, indices, values }: SparseCodes): SparseCodes {
  const stored = offsets[rows]!
  return {
    rows,
    latents,
    offsets: offsets.slice(0, rows + 1),
    indices: indices.slice(0, stored),
    values: values.slice(0, stored),
  }
}

/** The codes of several batches below one another. */
export function concatCodes(parts: readonly SparseCodes[]): SparseCodes {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const stored = parts.reduce((sum, part) => sum + part.offsets[part.rows]!, 0)
  const all = sparseCodes(rows, parts[0]?.latents ?? 0, stored)
  let row = 0
  let entry = 0
  for (const part of parts) {
    const count = part.offsets[part.rows]!
    all.indices.set(part.indices.subarray(0, count), entry)
    all.values.set(part.values.subarray(0, count), entry)
    for (let n = 0; n < part.rows; n++) all.offsets[row + n] = entry + part.offsets[n]!
    row += part.rows
    entry += count
  }
  all.offsets[rows] = entry
  return all
}

/** The dense n×p array the codes stand for. */
export function densify({ rows, latents, offsets, indices, values }: SparseCodes): Float32Array {
  const dense = new Float32Array(rows * latents)
  for (let n = 0; n < rows; n++) {
    const base = n * latents
    for (let e = offsets[n]!; e < offsets[n + 1]!; e++) dense[base + indices[e]!] = values[e]!
  }
  return dense
}
