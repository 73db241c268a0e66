/** A vector of entries, or a matrix. */
export type Shape = readonly [length: number] | readonly [rows: number, cols: number]

export const lengthOf = (shape: Shape) => shape.reduce((product, side) => product * side, 1)

/**
 * One kernel as source text, since minifiers and coverage tools break function kernels. The body
 * computes the entry of one thread; a vector's entry is `this.thread.x`.
 */
export interface KernelText {
  readonly name: string
  readonly parameters: readonly string[]
  readonly body: (layout: Layout) => string
  /** Bound of loops whose length is only known to the data. */
  readonly maxIterations?: number
}

/** How a kernel addresses a matrix. gpu.js does the index arithmetic, in integers. */
export interface Layout {
  /** Row of this thread's entry. */
  readonly row: string
  /** Column of this thread's entry. */
  readonly col: string
  /** Entry (row, col) of a matrix. */
  at(name: string, row: string, col: string): string
  /** This thread's entry of a matrix. */
  here(name: string): string
  /** The shape in gpu.js' order, fastest first. */
  size(shape: Shape): number[]
}

const col = 'this.thread.x'

const plain: Layout = {
  row: 'this.thread.y',
  col,
  at: (name, i, j) => `${name}[${i}][${j}]`,
  here: (name) => `${name}[this.thread.y][${col}]`,
  size: (shape) => [...shape].reverse(),
}

// WebGL2 gives a matrix a texture of the same sides, at most 8,192 or 16,384 rows. As cols×1×rows it
// folds into a square one.
const folded: Layout = {
  row: 'this.thread.z',
  col,
  at: (name, i, j) => `${name}[${i}][0][${j}]`,
  here: (name) => `${name}[this.thread.z][0][${col}]`,
  size: (shape) => (shape.length === 1 ? [shape[0]] : [shape[1], 1, shape[0]]),
}

export const layoutOf = (mode: string): Layout => (mode === 'webgl2' ? folded : plain)
