import type { Span } from '../backend.ts'
import { addDot } from './dot.ts'
import type { KernelText, Layout } from './kernel-text.ts'
import { inAtomSpan, inSpan, shifted } from './spans.ts'
import type { Inside } from './sums.ts'

/** Kernels that walk sparse codes: entries are flat, each with its row, latent and value. */

/** Statements that leave (Wᵀ h)_col of row `row` in `sum`, where a span holds the column. */
function walkRow(spans: readonly Span[], { row, col, at }: Layout, found: string): string {
  const parts = spans.map(
    (span, s) => `
    if (${inSpan(col, span)}) {
      for (let e${s} = first; e${s} < last; e${s} += 1) {
        const latent${s} = latents[e${s}];
        sum += values[e${s}] * ${at('w', `latent${s}`, shifted(col, span.w - span.x))};
      }
      ${found}
    }`,
  )
  return `
    const first = offsets[${row}];
    const last = offsets[${row} + 1];
    ${parts.join('')}`
}

/** Wᵀ h + bias on the spans' columns, what was there elsewhere. */
export const sparseDecode = (
  spans: readonly Span[],
  hasBias: boolean,
  maxIterations: number,
): KernelText => ({
  name: 'sparseDecode',
  parameters: ['latents', 'values', 'offsets', 'w', 'old', ...(hasBias ? ['bias'] : []), 'rows'],
  maxIterations,
  body: (layout) => `
    let result = ${layout.here('old')};
    if (${layout.row} < rows) {
      let sum = ${hasBias ? layout.at('bias', '0', layout.col) : '0'};
      ${walkRow(spans, layout, 'result = sum;')}
    }
    return result;`,
})

/** Wᵀ h + bias − target on the spans' columns, 0 elsewhere. */
export const decodeDifference = (
  spans: readonly Span[],
  hasBias: boolean,
  maxIterations: number,
): KernelText => ({
  name: 'decodeDifference',
  parameters: ['latents', 'values', 'offsets', 'w', 'target', ...(hasBias ? ['bias'] : []), 'rows'],
  maxIterations,
  body: (layout) => `
    let result = 0;
    if (${layout.row} < rows) {
      let sum = ${hasBias ? layout.at('bias', '0', layout.col) : '0'};
      ${walkRow(spans, layout, `result = sum - ${layout.here('target')};`)}
    }
    return result;`,
})

/** view ⊙ Wᵀ h on the spans' columns, 0 elsewhere. */
export const viewedDecode = (spans: readonly Span[], maxIterations: number): KernelText => ({
  name: 'viewedDecode',
  parameters: ['latents', 'values', 'offsets', 'w', 'view', 'rows'],
  maxIterations,
  body: (layout) => `
    let result = 0;
    if (${layout.row} < rows) {
      let sum = 0;
      ${walkRow(spans, layout, `result = sum * ${layout.here('view')};`)}
    }
    return result;`,
})

/** (W δ) at each entry. */
export const entryGradient = (spans: readonly Span[]): KernelText => ({
  name: 'entryGradient',
  parameters: ['latents', 'rowOf', 'w', 'delta'],
  body({ at }) {
    const loops = spans.map((span, s) =>
      addDot(
        s,
        span.width,
        { at: (j) => at('w', 'latent', j), from: span.w },
        { at: (j) => at('delta', 'n', j), from: span.x },
      ),
    )
    return `
      let sum = 0;
      const n = rowOf[this.thread.x];
      if (n >= 0) {
        const latent = latents[this.thread.x];
        ${loops.join('')}
      }
      return sum;`
  },
})

/** Values in the order of the columns. */
export const columnValues: KernelText = {
  name: 'columnValues',
  parameters: ['entries', 'values'],
  body: () => `
    let value = 0;
    const e = entries[this.thread.x];
    if (e >= 0) { value = values[e]; }
    return value;`,
}

/**
 * Σ h_n x_nᵀ of one or two terms on one support: each atom gathers the entries that its column
 * lists. On top of `old` where the kernel `adds`; 0 where `inside` does not hold.
 */
export function gatherGradient(
  terms: readonly (readonly Span[])[],
  inside: Inside,
  adds: boolean,
  maxIterations: number,
): KernelText {
  return {
    name: 'gatherGradient',
    parameters: [
      ...(adds ? ['old'] : []),
      'pointers',
      'columnRows',
      ...terms.flatMap((_, t) => [`values${t}`, `x${t}`]),
    ],
    maxIterations,
    body({ row, col, at, here }) {
      // A latent that does not take part adds nothing, even where x overflowed.
      const part = (span: Span, t: number, id: string) => `
        if (${inAtomSpan(col, span)}) {
          for (let t${id} = first; t${id} < last; t${id} += 1) {
            const h${id} = values${t}[t${id}];
            if (h${id} !== 0) {
              const n${id} = columnRows[t${id}];
              sum += h${id} * ${at(`x${t}`, `n${id}`, shifted(col, span.x - span.w))};
            }
          }
        }`
      const parts = terms.flatMap((spans, t) => spans.map((span, s) => part(span, t, `${t}of${s}`)))
      return `
      let sum = 0;
      if (${inside(row, col)}) {
        sum = ${adds ? here('old') : '0'};
        const first = pointers[${row}];
        const last = pointers[${row} + 1];
        ${parts.join('')}
      }
      return sum;`
    },
  }
}
