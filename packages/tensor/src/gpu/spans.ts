import type { Span } from '../backend.ts'

/** `col` moved from one window of columns to another. */
export const shifted = (col: string, by: number) => (by < 0 ? `${col} - ${-by}` : `${col} + ${by}`)

/** Whether a column of the samples lies in the span. */
export const inSpan = (col: string, { x, width }: Span) => `${col} >= ${x} && ${col} < ${x + width}`

/** Whether a column of the atoms lies in the span. */
export const inAtomSpan = (col: string, { w, width }: Span) =>
  `${col} >= ${w} && ${col} < ${w + width}`
