import { CHUNK, chunksOf } from './bisect.ts'
import type { KernelText, Layout } from './kernel-text.ts'
import { searchSteps } from './support.ts'

/** Kernels that pack what a selection takes: all above its bound, and some of those equal to it. */

const countIn = (p: number, { row, col, at }: Layout, condition: string) => `
  let count = 0;
  const bound = bounds[${row}];
  if (${row} < rows) {
    for (let t = 0; t < ${CHUNK}; t++) {
      const i = ${col} * ${CHUNK} + t;
      if (i < ${p}) {
        const v = ${at('pre', row, 'i')};
        if (v > 0 && ${condition}) { count += 1; }
      }
    }
  }
  return count;`

/** Values above the bound in each chunk. */
export const chunkAbove = (p: number): KernelText => ({
  name: 'chunkAbove',
  parameters: ['pre', 'bounds', 'rows'],
  body: (layout) => countIn(p, layout, 'v > bound'),
})

/** Values equal to the bound in each chunk. */
export const chunkTies = (p: number): KernelText => ({
  name: 'chunkTies',
  parameters: ['pre', 'bounds', 'rows'],
  body: (layout) => countIn(p, layout, 'v >= bound && v <= bound'),
})

export const chunkSum = (p: number): KernelText => ({
  name: 'chunkSum',
  parameters: ['counts'],
  body: ({ at }) => `
    let sum = 0;
    for (let c = 0; c < ${chunksOf(p)}; c++) { sum += ${at('counts', 'this.thread.x', 'c')}; }
    return sum;`,
})

const fitting = `
  if (left < 0) { left = 0; }
  if (left > ties[this.thread.x]) { left = ties[this.thread.x]; }
  return left;`

/** How many of a row's ties are taken where each row has k. */
export const rowQuota: KernelText = {
  name: 'rowQuota',
  parameters: ['above', 'ties', 'k'],
  body: () => `
    let left = k - above[this.thread.x];
    ${fitting}`,
}

/** How many of a row's ties are taken where the batch has k: lower rows come first. */
export const batchQuota = (maxRows: number): KernelText => ({
  name: 'batchQuota',
  parameters: ['above', 'ties', 'k'],
  body: () => `
    let left = k;
    for (let n = 0; n < ${maxRows}; n++) {
      left -= above[n];
      if (n < this.thread.x) { left -= ties[n]; }
    }
    ${fitting}`,
})

/** Where each row's entries begin. */
export const rowOffsets = (maxRows: number): KernelText => ({
  name: 'rowOffsets',
  parameters: ['above', 'quota'],
  body: () => `
    let sum = 0;
    for (let n = 0; n < ${maxRows}; n++) {
      if (n < this.thread.x) { sum += above[n] + quota[n]; }
    }
    return sum;`,
})

/** Row of each entry, −1 past the last: the last row that begins at or before it. */
export const entryRows = (maxRows: number): KernelText => ({
  name: 'entryRows',
  parameters: ['offsets'],
  body: () => `
    let found = -1;
    if (this.thread.x < offsets[${maxRows}]) {
      found = 0;
      let high = ${maxRows};
      for (let s = 0; s < ${searchSteps(maxRows)}; s++) {
        if (high - found > 1) {
          const middle = found + Math.floor((high - found) * 0.5);
          if (offsets[middle] <= this.thread.x) { found = middle; } else { high = middle; }
        }
      }
    }
    return found;`,
})

/** Latent of each entry: the chunk counts tell in which chunk it lies, −1 past the last. */
export const entryLatents = (p: number): KernelText => ({
  name: 'entryLatents',
  parameters: ['pre', 'bounds', 'quota', 'above', 'ties', 'offsets', 'rowOf'],
  body: ({ at }) => `
    let found = -1;
    const n = rowOf[this.thread.x];
    if (n >= 0) {
      const slot = this.thread.x - offsets[n];
      const bound = bounds[n];
      let left = quota[n];
      let taken = 0;
      let chunk = 0;
      let before = 0;
      let spare = 0;
      for (let c = 0; c < ${chunksOf(p)}; c++) {
        let tied = ${at('ties', 'n', 'c')};
        if (tied > left) { tied = left; }
        const total = ${at('above', 'n', 'c')} + tied;
        if (taken <= slot && slot < taken + total) {
          chunk = c;
          before = taken;
          spare = left;
        }
        taken += total;
        left -= tied;
      }
      for (let t = 0; t < ${CHUNK}; t++) {
        const i = chunk * ${CHUNK} + t;
        if (i < ${p}) {
          const v = ${at('pre', 'n', 'i')};
          let take = 0;
          if (v > 0 && v > bound) { take = 1; }
          if (v > 0 && v >= bound && v <= bound && spare > 0) {
            take = 1;
            spare -= 1;
          }
          if (take > 0) {
            if (before <= slot && before >= slot) { found = i; }
            before += 1;
          }
        }
      }
    }
    return found;`,
})

export const entryValues: KernelText = {
  name: 'entryValues',
  parameters: ['pre', 'latents', 'rowOf'],
  body: ({ at }) => `
    let value = 0;
    const latent = latents[this.thread.x];
    if (latent >= 0) {
      const n = rowOf[this.thread.x];
      value = ${at('pre', 'n', 'latent')};
    }
    return value;`,
}
