import type { ComparedRun, Measures } from '../../engine/measure/measures.ts'

/** A model of the comparison: one that came with the app, or one of this visitor. */
export interface Compared {
  readonly id: string
  readonly title: string
  /** Only a point of the curves. */
  readonly curveOnly: boolean
  /** Opened or trained here. */
  readonly own: boolean
  readonly measures: Measures
}

export const cameWithApp = ({ id, title, curveOnly, measures }: ComparedRun): Compared => ({
  id,
  title,
  curveOnly,
  own: false,
  measures,
})

/** Mean of a record's numbers, null where there are none. */
export function meanOver(values: Readonly<Record<string, number>> | null): number | null {
  const all = Object.values(values ?? {})
  return all.length === 0 ? null : all.reduce((sum, value) => sum + value, 0) / all.length
}
