import type { Device } from './device.ts'
import type { KernelText } from './kernel-text.ts'
import type { Scratch } from './scratch.ts'
import { searchSteps, type Support } from './support.ts'

/** Latents whose counts are added up together, on the way to the sums of all. */
const BLOCK = 256

/** Makes sure that `pointers`, `entries` and `columnRows` describe the support. */
export function createColumns(device: Device, scratch: Scratch) {
  return async (support: Support): Promise<void> => {
    if (support.columnsKnown) return
    const { latentCount, capacity, rows, offsets, latents, pointers, entries } = support
    const counts = scratch.array('column counts', [latentCount])
    await device.compute(counts, columnCounts(support), [offsets, latents, rows])
    const blocks = scratch.array('column blocks', [Math.ceil(latentCount / BLOCK)])
    await device.compute(blocks, blockSums(latentCount), [counts])
    await device.compute(pointers, columnPointers(latentCount), [counts, blocks])
    const column = scratch.array('column of', [capacity])
    await device.compute(column, columnOf(latentCount), [pointers])
    const given = [offsets, latents, pointers, column, rows]
    await device.compute(entries, columnEntries(support), given)
    await device.compute(support.columnRows, rowsOf, [entries, support.rowOf])
    support.columnsKnown = true
  }
}

/** Statements that find `latent` in row n, by bisection: `place` is its entry, or −1. */
const findInRow = ({ latentCount, capacity }: Support, latent: string) => `
  let place = -1;
  let low = offsets[n];
  let high = offsets[n + 1];
  const end = high;
  for (let s = 0; s < ${searchSteps(Math.min(latentCount, capacity))}; s++) {
    if (low < high) {
      const middle = low + Math.floor((high - low) * 0.5);
      if (latents[middle] < ${latent}) { low = middle + 1; } else { high = middle; }
    }
  }
  if (low < end) {
    if (latents[low] <= ${latent}) { place = low; }
  }`

const columnCounts = (support: Support): KernelText => ({
  name: 'columnCounts',
  parameters: ['offsets', 'latents', 'rows'],
  body: () => `
    let count = 0;
    for (let n = 0; n < ${support.maxRows}; n++) {
      if (n < rows) {
        ${findInRow(support, 'this.thread.x')}
        if (place >= 0) { count += 1; }
      }
    }
    return count;`,
})

const blockSums = (latentCount: number): KernelText => ({
  name: 'blockSums',
  parameters: ['counts'],
  body: () => `
    let sum = 0;
    for (let t = 0; t < ${BLOCK}; t++) {
      const i = this.thread.x * ${BLOCK} + t;
      if (i < ${latentCount}) { sum += counts[i]; }
    }
    return sum;`,
})

/** Where each column begins: the blocks before its own, and the columns before it in that block. */
const columnPointers = (latentCount: number): KernelText => ({
  name: 'columnPointers',
  parameters: ['counts', 'blocks'],
  body: () => `
    let sum = 0;
    const block = Math.floor((this.thread.x + 0.5) / ${BLOCK});
    for (let b = 0; b < ${Math.ceil(latentCount / BLOCK)}; b++) {
      if (b < block) { sum += blocks[b]; }
    }
    for (let t = 0; t < ${BLOCK}; t++) {
      const i = block * ${BLOCK} + t;
      if (i < this.thread.x) { sum += counts[i]; }
    }
    return sum;`,
})

/** The column that the t-th entry in the order of columns belongs to, −1 past the last. */
const columnOf = (latentCount: number): KernelText => ({
  name: 'columnOf',
  parameters: ['pointers'],
  body: () => `
    let found = -1;
    if (this.thread.x < pointers[${latentCount}]) {
      found = 0;
      let high = ${latentCount};
      for (let s = 0; s < ${searchSteps(latentCount)}; s++) {
        if (high - found > 1) {
          const middle = found + Math.floor((high - found) * 0.5);
          if (pointers[middle] <= this.thread.x) { found = middle; } else { high = middle; }
        }
      }
    }
    return found;`,
})

const columnEntries = (support: Support): KernelText => ({
  name: 'columnEntries',
  parameters: ['offsets', 'latents', 'pointers', 'column', 'rows'],
  body: () => `
    let found = -1;
    const latent = column[this.thread.x];
    if (latent >= 0) {
      let rank = this.thread.x - pointers[latent];
      for (let n = 0; n < ${support.maxRows}; n++) {
        if (n < rows && rank >= 0) {
          ${findInRow(support, 'latent')}
          if (place >= 0) {
            if (rank < 1) { found = place; }
            rank -= 1;
          }
        }
      }
    }
    return found;`,
})

const rowsOf: KernelText = {
  name: 'rowsOf',
  parameters: ['entries', 'rowOf'],
  body: () => `
    let n = -1;
    const e = entries[this.thread.x];
    if (e >= 0) { n = rowOf[e]; }
    return n;`,
}
