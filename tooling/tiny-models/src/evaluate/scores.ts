/** Rows of unit length, one after the other. */
export interface Rows {
  readonly rows: number
  readonly cols: number
  readonly data: Float32Array
}

/** Cosine of row i of `a` and row j of `b`. */
function cosine(a: Rows, i: number, b: Rows, j: number): number {
  let dot = 0
  for (let k = 0; k < a.cols; k++) dot += a.data[i * a.cols + k]! * b.data[j * b.cols + k]!
  return dot
}

/** Share of the rows whose nearest class is theirs. `labels` are row numbers of `classes`. */
export function zeroShotAccuracy(x: Rows, classes: Rows, labels: readonly number[]): number {
  let right = 0
  for (let i = 0; i < x.rows; i++) {
    let best = 0
    for (let c = 1; c < classes.rows; c++) {
      if (cosine(x, i, classes, c) > cosine(x, i, classes, best)) best = c
    }
    if (best === labels[i]) right++
  }
  return right / x.rows
}

/** Share of the rows of `x` whose partner, the same row of `y`, is among the `k` nearest of `y`. */
export function recall(x: Rows, y: Rows, k: number): number {
  let found = 0
  for (let i = 0; i < x.rows; i++) {
    const own = cosine(x, i, y, i)
    let nearer = 0
    // Rows that tie with the partner are not nearer: samples may share a caption.
    for (let j = 0; j < y.rows; j++) if (cosine(x, i, y, j) > own) nearer++
    if (nearer < k) found++
  }
  return found / x.rows
}
