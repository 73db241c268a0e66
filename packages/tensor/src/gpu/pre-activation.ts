import type { LatentRange, Span } from '../backend.ts'
import { readBit } from './bits.ts'
import { addDot } from './dot.ts'
import type { KernelText } from './kernel-text.ts'

/** Kernels of pre-activations. A latent that must not fire reads −1. */

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
      const loops = spans.map((span, s) =>
        addDot(
          s,
          span.width,
          { at: (j) => at('x', row, j), from: span.x },
          { at: (j) => at('w', col, j), from: span.w },
        ),
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

/** Hides what the bits mark 0; they have one row for all samples or a row for each. */
export const hide = (shared: boolean): KernelText => ({
  name: 'hide',
  parameters: ['pre', 'words', 'halves'],
  body: (layout) => `
    ${readBit(layout, 'words', shared ? '0' : layout.row, layout.col)}
    let result = -1;
    if (bit > 0) { result = ${layout.here('pre')}; }
    return result;`,
})

/** Hides what does not exceed its latent's θ. */
export const aboveTheta: KernelText = {
  name: 'aboveTheta',
  parameters: ['pre', 'theta'],
  body: ({ col, at, here }) => `
    let result = -1;
    if (${here('pre')} > ${at('theta', '0', col)}) { result = ${here('pre')}; }
    return result;`,
}

/**
 * Σ max(a, 0)² / |g| of each sample and group, whose members lie in `members` from `starts`. Rows of
 * very small or large values are scaled by a power of two, so that no square leaves float32.
 */
export const groupEnergies = (p: number): KernelText => ({
  name: 'groupEnergies',
  parameters: ['pre', 'largest', 'starts', 'members', 'sizes'],
  maxIterations: p + 1,
  body: ({ row, col, at }) => `
    let once = 1;
    let twice = 1;
    if (largest[${row}] < ${2 ** -64}) { once = ${2 ** 60}; twice = ${2 ** 60}; }
    if (largest[${row}] > ${2 ** 60}) { once = ${2 ** -80}; }
    let sum = 0;
    const last = starts[${col} + 1];
    for (let t = starts[${col}]; t < last; t += 1) {
      const v = ${at('pre', row, 'members[t]')};
      if (v > 0) {
        const scaled = v * once * twice;
        sum += scaled * scaled;
      }
    }
    return sum / sizes[${col}];`,
})

/** 1 for the groups of largest energy, ties to the lower group. */
export const chosenGroups = (groups: number): KernelText => ({
  name: 'chosenGroups',
  parameters: ['energies', 'count'],
  body: ({ row, col, at, here }) => `
    const own = ${here('energies')};
    let ahead = 0;
    for (let g = 0; g < ${groups}; g++) {
      const other = ${at('energies', row, 'g')};
      if (other > own) { ahead += 1; } else if (other >= own && g < ${col}) { ahead += 1; }
    }
    let chosen = 0;
    if (own > 0 && ahead < count) { chosen = 1; }
    return chosen;`,
})

export const inChosenGroup: KernelText = {
  name: 'inChosenGroup',
  parameters: ['pre', 'chosen', 'groupOf'],
  body: ({ row, col, at, here }) => `
    let result = -1;
    const group = groupOf[${col}];
    if (${at('chosen', row, 'group')} > 0) { result = ${here('pre')}; }
    return result;`,
}
