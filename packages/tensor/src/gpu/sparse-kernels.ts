import type { Span } from '../backend.ts'
import type { KernelText } from './kernel-text.ts'

/** Kernels that walk sparse codes: entries are flat, each with its row, latent and value. */

/** Wᵀ h + bias on the spans' columns; a row's entries are `begin … end`. */
export function sparseDecode(
  spans: readonly Span[],
  hasBias: boolean,
  maxIterations: number,
): KernelText {
  return {
    name: 'sparseDecode',
    parameters: [
      'latents',
      'values',
      'begin',
      'end',
      'w',
      'old',
      ...(hasBias ? ['bias'] : []),
      'rows',
    ],
    maxIterations,
    body({ row, col, at, here }) {
      const parts = spans.map(
        (span, s) => `
        if (${col} >= ${span.x} && ${col} < ${span.x + span.width}) {
          let sum${s} = ${hasBias ? at('bias', '0', col) : '0'};
          for (let e${s} = first; e${s} < last; e${s} += 1) {
            const latent${s} = latents[e${s}];
            sum${s} += values[e${s}] * ${at('w', `latent${s}`, shifted(col, span.w - span.x))};
          }
          result = sum${s};
        }`,
      )
      return `
      let result = ${here('old')};
      if (${row} < rows) {
        const first = begin[${row}];
        const last = end[${row}];
        ${parts.join('')}
      }
      return result;`
    },
  }
}

/** (W δ) at each entry, on top of `old` where it is given. */
export function entryGradient(spans: readonly Span[], accumulate: boolean): KernelText {
  return {
    name: 'entryGradient',
    parameters: ['latents', 'rowOf', 'w', 'delta', ...(accumulate ? ['old'] : [])],
    body({ at }) {
      const loops = spans.map(
        (span, s) => `
        for (let j${s} = 0; j${s} < ${span.width}; j${s}++) {
          sum += ${at('w', 'latent', `j${s} + ${span.w}`)} * ${at('delta', 'n', `j${s} + ${span.x}`)};
        }`,
      )
      return `
      let sum = ${accumulate ? 'old[this.thread.x]' : '0'};
      const latent = latents[this.thread.x];
      if (latent >= 0) {
        const n = rowOf[this.thread.x];
        ${loops.join('')}
      }
      return sum;`
    },
  }
}

/** old + Σ_n h_n x_nᵀ: each atom gathers the entries that the columns (CSC) list for it. */
export function gatherGradient(spans: readonly Span[], maxIterations: number): KernelText {
  return {
    name: 'gatherGradient',
    parameters: ['old', 'pointers', 'entries', 'rowOf', 'values', 'x'],
    maxIterations,
    body({ row, col, at, here }) {
      const parts = spans.map(
        (span, s) => `
        if (${col} >= ${span.w} && ${col} < ${span.w + span.width}) {
          for (let t${s} = first; t${s} < last; t${s} += 1) {
            const e${s} = entries[t${s}];
            const n${s} = rowOf[e${s}];
            sum += values[e${s}] * ${at('x', `n${s}`, shifted(col, span.x - span.w))};
          }
        }`,
      )
      return `
      let sum = ${here('old')};
      const first = pointers[${row}];
      const last = pointers[${row} + 1];
      ${parts.join('')}
      return sum;`
    },
  }
}

const shifted = (col: string, by: number) => (by < 0 ? `${col} - ${-by}` : `${col} + ${by}`)
