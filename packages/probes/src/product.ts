let tile = new Float64Array(0)

/** Rows `from … to` of a row-major float32 matrix with `width` columns. */
export interface Rows {
  readonly data: Float32Array
  readonly width: number
  readonly from: number
  readonly to: number
}

/**
 * out[i, j] = Σ_t a[i, t] · b[j, t], that is A·Bᵀ, row-major from out[0].
 * Four rows of A meet two of B at a time: eight independent sums keep a scalar FPU busy, and A is
 * widened to float64 once a tile instead of once a product.
 */
export function multiply(a: Rows, b: Rows, out: Float32Array): void {
  const width = a.width
  const columns = b.to - b.from
  if (tile.length < 4 * width) tile = new Float64Array(4 * width)
  for (let i = a.from; i < a.to; i += 4) {
    packTile(a, i)
    for (let j = 0; j < columns; j += 2) {
      const second = j + 1 < columns ? 1 : 0
      let a0 = 0
      let a1 = 0
      let b0 = 0
      let b1 = 0
      let c0 = 0
      let c1 = 0
      let d0 = 0
      let d1 = 0
      const data = b.data
      let w0 = (b.from + j) * width
      let w1 = w0 + second * width
      const end = w0 + width
      for (let t = 0; w0 < end; w0++, w1++, t += 4) {
        const u = data[w0]!
        const v = data[w1]!
        const x0 = tile[t]!
        const x1 = tile[t + 1]!
        const x2 = tile[t + 2]!
        const x3 = tile[t + 3]!
        a0 += x0 * u
        a1 += x0 * v
        b0 += x1 * u
        b1 += x1 * v
        c0 += x2 * u
        c1 += x2 * v
        d0 += x3 * u
        d1 += x3 * v
      }
      for (let s = 0; s <= second; s++) {
        const at = (i - a.from) * columns + j + s
        const rows = a.to - i
        out[at] = s ? a1 : a0
        if (rows > 1) out[at + columns] = s ? b1 : b0
        if (rows > 2) out[at + 2 * columns] = s ? c1 : c0
        if (rows > 3) out[at + 3 * columns] = s ? d1 : d0
      }
    }
  }
}

/** Interleaves four rows: tile[4·t + r] = a[i + r, t]; rows past the end are 0. */
function packTile({ data, width, to }: Rows, i: number): void {
  for (let r = 0; r < 4; r++) {
    const from = (i + r) * width
    const used = i + r < to
    for (let t = 0; t < width; t++) tile[4 * t + r] = used ? data[from + t]! : 0
  }
}

/** All rows of a matrix. */
export function allRows(m: { rows: number; cols: number; data: Float32Array }): Rows {
  return { data: m.data, width: m.cols, from: 0, to: m.rows }
}

/** The d×n transpose of an n×d matrix, so that products over samples are products of rows. */
export function transpose(m: { rows: number; cols: number; data: Float32Array }): Float32Array {
  const out = new Float32Array(m.data.length)
  for (let i = 0; i < m.rows; i++) {
    for (let j = 0; j < m.cols; j++) out[j * m.rows + i] = m.data[i * m.cols + j]!
  }
  return out
}
