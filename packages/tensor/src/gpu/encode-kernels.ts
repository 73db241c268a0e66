import type { LatentRange, Span } from '../backend.ts'
import type { KernelText } from './kernel-text.ts'

/** Kernels of the encode product and of top-k selection. A latent that must not fire reads −1. */

/** gain ⊙ (X Wᵀ) + bias at the given latents of the first `rows` rows. */
export function preActivation(
  spans: readonly Span[],
  latents: readonly LatentRange[] | undefined,
  hasGain: boolean,
): KernelText {
  return {
    name: 'preActivation',
    parameters: ['x', 'w', 'bias', ...(hasGain ? ['gain'] : []), 'rows'],
    body({ row, col, at }) {
      const among = latents?.map(([from, to]) => `(${col} >= ${from} && ${col} < ${to})`)
      const scaled = hasGain ? `${at('gain', '0', col)} * sum` : 'sum'
      const loops = spans.map(
        (span, s) => `
        for (let j${s} = 0; j${s} < ${span.width}; j${s}++) {
          sum += ${at('x', row, `j${s} + ${span.x}`)} * ${at('w', col, `j${s} + ${span.w}`)};
        }`,
      )
      return `
      let result = -1;
      if (${row} < rows${among ? ` && (${among.join(' || ') || 'false'})` : ''}) {
        let sum = 0;
        ${loops.join('')}
        result = ${scaled} + ${at('bias', '0', col)};
      }
      return result;`
    },
  }
}

/** Hides what `keep` marks 0; it has one row for all samples or a row for each. */
export const hide = (shared: boolean): KernelText => ({
  name: 'hide',
  parameters: ['pre', 'keep'],
  body: ({ row, col, at, here }) => `
    let result = -1;
    if (${at('keep', shared ? '0' : row, col)} > 0) { result = ${here('pre')}; }
    return result;`,
})

// The arithmetic range of positive float32 halves at most 277 times before two candidates are of
// one magnitude, and 24 times more before they are equal.
const halvings = 304

/**
 * The k-th largest positive pre-activation of each row, or the smallest one where fewer are
 * positive, by bisection. Both ends of the interval snap to values that occur, so that the result is
 * exact and the loop idles once they meet.
 */
export const threshold = (p: number): KernelText => ({
  name: 'threshold',
  parameters: ['pre', 'k', 'rows'],
  body({ at }) {
    const v = at('pre', 'this.thread.x', 'i')
    return `
    let low = 0;
    if (this.thread.x < rows) {
      let high = 0;
      let count = 0;
      for (let i = 0; i < ${p}; i++) {
        const v = ${v};
        if (v > 0) {
          if (count < 1 || v < low) { low = v; }
          if (v > high) { high = v; }
          count += 1;
        }
      }
      if (count > k) {
        for (let t = 0; t < ${halvings}; t++) {
          if (low < high) {
            let middle = low + (high - low) * 0.5;
            if (middle >= high) { middle = low; }
            let above = 0;
            let next = high;
            let previous = low;
            for (let i = 0; i < ${p}; i++) {
              const v = ${v};
              if (v > middle) {
                above += 1;
                if (v < next) { next = v; }
              } else if (v > previous) { previous = v; }
            }
            if (above >= k) { low = next; } else { high = previous; }
          }
        }
      }
    }
    return low;`
  },
})

/** How many latents equal to the threshold still fit into k. */
export const quota = (p: number): KernelText => ({
  name: 'quota',
  parameters: ['pre', 'threshold', 'k'],
  body: ({ at }) => `
    let free = k;
    const bound = threshold[this.thread.x];
    for (let i = 0; i < ${p}; i++) {
      if (${at('pre', 'this.thread.x', 'i')} > bound) { free -= 1; }
    }
    return free;`,
})

/** The latent of each slot: the q-th selected one of the slot's row, or −1. */
export const slotLatents = (p: number): KernelText => ({
  name: 'slotLatents',
  parameters: ['pre', 'threshold', 'quota', 'rowOf', 'k', 'rows'],
  body: ({ at }) => `
    let found = -1;
    const n = rowOf[this.thread.x];
    if (n >= 0 && n < rows) {
      const slot = this.thread.x - n * k;
      const bound = threshold[n];
      const free = quota[n];
      let ties = 0;
      let taken = 0;
      for (let i = 0; i < ${p}; i++) {
        const v = ${at('pre', 'n', 'i')};
        if (v > 0 && v >= bound) {
          let take = 1;
          if (v <= bound) {
            ties += 1;
            if (ties > free) { take = 0; }
          }
          if (take > 0) {
            if (taken >= slot && taken <= slot) { found = i; }
            taken += 1;
          }
        }
      }
    }
    return found;`,
})

/** End of each row's entries when row n starts at n·k. */
export const slotEnds = (p: number): KernelText => ({
  name: 'slotEnds',
  parameters: ['latents', 'begin', 'k', 'rows'],
  maxIterations: p + 1,
  body: () => `
    const first = begin[this.thread.x];
    let end = first;
    if (this.thread.x < rows) {
      for (let e = first; e < first + k; e += 1) {
        if (latents[e] >= 0) { end += 1; }
      }
    }
    return end;`,
})

export const slotValues: KernelText = {
  name: 'slotValues',
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
