/** Entries of one compressed row: which row of the dense factor, and by how much. */
export interface Entries {
  readonly rows: Uint32Array
  readonly values: Float32Array
  /** Width of the dense factor's rows. */
  readonly width: number
}

/**
 * out[at + c] += Σ_e values[e] · dense[rows[e], c] for c < width, over the entries from … to.
 * Four rows a sweep, so that a sum is loaded and stored once for four products; two or three that
 * remain fill a sweep with rows of weight 0.
 */
export function addRows(
  { rows, values, width }: Entries,
  from: number,
  to: number,
  dense: Float32Array,
  out: Float32Array,
  at: number,
): void {
  const end = at + width
  let e = from
  for (; e + 1 < to; e += 4) {
    const third = e + 2 < to ? e + 2 : e
    const fourth = e + 3 < to ? e + 3 : e
    const a = values[e]!
    const b = values[e + 1]!
    const c = third > e ? values[third]! : 0
    const d = fourth > e ? values[fourth]! : 0
    let i = rows[e]! * width
    let j = rows[e + 1]! * width
    let k = rows[third]! * width
    let l = rows[fourth]! * width
    for (let t = at; t < end; t++) {
      out[t]! += a * dense[i++]! + b * dense[j++]! + c * dense[k++]! + d * dense[l++]!
    }
  }
  if (e < to) {
    const a = values[e]!
    for (let t = at, i = rows[e]! * width; t < end; t++, i++) out[t]! += a * dense[i]!
  }
}

/** target[at + c] += scale · source[from + c] for c < width. */
export function addScaled(
  target: Float32Array,
  at: number,
  source: Float32Array,
  from: number,
  width: number,
  scale: number,
): void {
  for (let c = 0; c < width; c++) target[at + c]! += scale * source[from + c]!
}
