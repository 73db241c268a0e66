import type { KernelText } from './kernel-text.ts'

/**
 * Kernels that find where a selection ends: the k-th largest positive value of a row, or of a batch.
 *
 * Both ends of the interval snap to values that occur, so that the result is exact and few halvings
 * are needed; rows are skimmed through the maxima of their chunks, which rule out most values.
 */

/** Latents of a row that are skimmed together. */
export const CHUNK = 64

export const chunksOf = (p: number) => Math.ceil(p / CHUNK)

// The arithmetic range of positive float32 halves at most 277 times before two candidates are of
// one magnitude, and 24 times more before they are equal.
const HALVINGS = 304

/** The largest positive value of each chunk, or 0. */
export const chunkMaxima = (p: number): KernelText => ({
  name: 'chunkMaxima',
  parameters: ['pre'],
  body: ({ row, col, at }) => `
    let best = 0;
    for (let t = 0; t < ${CHUNK}; t++) {
      const i = ${col} * ${CHUNK} + t;
      if (i < ${p}) {
        const v = ${at('pre', row, 'i')};
        if (v > best) { best = v; }
      }
    }
    return best;`,
})

const start = `
  let middle = low + (high - low) * 0.5;
  if (low <= 0 || middle >= high) { middle = low; }
  let above = 0;
  let next = high;
  let previous = low;`

const compare = (v: string) => `
  if (${v} > middle) {
    above += 1;
    if (${v} < next) { next = ${v}; }
  } else if (${v} > previous) { previous = ${v}; }`

/** Halves low … high until they meet in the k-th largest of the values that `visit` compares. */
const bisect = (visit: string) => `
  for (let h = 0; h < ${HALVINGS}; h++) {
    if (low < high) {
      ${start}
      ${visit}
      if (above >= k) { low = next; } else { high = previous; }
    }
  }`

/** Compares the values of row `n` in chunks that reach beyond `low`. */
function visitRow(p: number, n: string, at: (name: string, row: string, col: string) => string) {
  return `
  for (let c = 0; c < ${chunksOf(p)}; c++) {
    if (${at('maxima', n, 'c')} > low) {
      for (let t = 0; t < ${CHUNK}; t++) {
        const i = c * ${CHUNK} + t;
        if (i < ${p}) {
          const v = ${at('pre', n, 'i')};
          ${compare('v')}
        }
      }
    }
  }`
}

/** The k-th largest positive value of each row, or 0 where fewer are positive. */
export const rowBounds = (p: number): KernelText => ({
  name: 'rowBounds',
  parameters: ['pre', 'maxima', 'k', 'rows'],
  body: ({ at }) => `
    let low = 0;
    if (this.thread.x < rows) {
      let high = 0;
      let filled = 0;
      let largest = 0;
      for (let c = 0; c < ${chunksOf(p)}; c++) {
        const m = ${at('maxima', 'this.thread.x', 'c')};
        if (m > 0) { filled += 1; }
        if (m > largest) { largest = m; }
      }
      high = largest;
      if (filled >= k) {
        // k chunks hold a value at least as large as the k-th of their maxima.
        ${bisect(`
        for (let c = 0; c < ${chunksOf(p)}; c++) {
          const m = ${at('maxima', 'this.thread.x', 'c')};
          ${compare('m')}
        }`)}
        high = largest;
      }
      ${bisect(visitRow(p, 'this.thread.x', at))}
    }
    return low;`,
})

/** Largest value of each row, from its chunks. */
export const rowMaxima = (p: number): KernelText => ({
  name: 'rowMaxima',
  parameters: ['maxima', 'rows'],
  body: ({ at }) => `
    let best = 0;
    if (this.thread.x < rows) {
      for (let c = 0; c < ${chunksOf(p)}; c++) {
        const m = ${at('maxima', 'this.thread.x', 'c')};
        if (m > best) { best = m; }
      }
    }
    return best;`,
})

/** The interval of a whole batch at the start: 0 … its largest value. */
export const batchInterval = (maxRows: number): KernelText => ({
  name: 'batchInterval',
  parameters: ['largest'],
  body: () => `
    let end = 0;
    if (this.thread.x > 0) {
      for (let n = 0; n < ${maxRows}; n++) { if (largest[n] > end) { end = largest[n]; } }
    }
    return end;`,
})

/** What one halving needs to know of each row: how many lie above, and the values next to the cut. */
export const rowNeighbours = (p: number): KernelText => ({
  name: 'rowNeighbours',
  parameters: ['pre', 'maxima', 'interval', 'rows'],
  body: ({ row, col, at }) => `
    let low = interval[0];
    let high = interval[1];
    ${start}
    if (low < high && ${row} < rows) {
      ${visitRow(p, row, at)}
    }
    let result = above;
    if (${col} > 0) { result = next; }
    if (${col} > 1) { result = previous; }
    return result;`,
})

/** The interval after one halving. */
export const halved = (maxRows: number): KernelText => ({
  name: 'halved',
  parameters: ['interval', 'neighbours', 'k'],
  body: ({ at }) => `
    let low = interval[0];
    let high = interval[1];
    if (low < high) {
      let above = 0;
      let next = high;
      let previous = low;
      for (let n = 0; n < ${maxRows}; n++) {
        above += ${at('neighbours', 'n', '0')};
        if (${at('neighbours', 'n', '1')} < next) { next = ${at('neighbours', 'n', '1')}; }
        if (${at('neighbours', 'n', '2')} > previous) { previous = ${at('neighbours', 'n', '2')}; }
      }
      if (above >= k) { low = next; } else { high = previous; }
    }
    let end = low;
    if (this.thread.x > 0) { end = high; }
    return end;`,
})
