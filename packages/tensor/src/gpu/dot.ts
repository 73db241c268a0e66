/** Products that one thread adds up in independent sums, so that none waits for the one before. */
const SUMS = 4

/** A window of a row: the entry at a column, and the first column. */
interface Factor {
  readonly at: (col: string) => string
  readonly from: number
}

/**
 * Statements that add Σ_j left_j · right_j, j < width, to the variable `sum`; `id` keeps the names of
 * several such loops in one kernel apart.
 */
export function addDot(id: number, width: number, left: Factor, right: Factor): string {
  const looped = width - (width % SUMS)
  const part = (s: number) => `part${id}of${s}`
  const each = (count: number, text: (s: number) => string) =>
    Array.from({ length: count }, (_, s) => text(s)).join('\n')
  // GLSL takes a sum of literals for a float, which is no column.
  const rest = each(width - looped, (s) => {
    const column = ({ at, from }: Factor) => at(`${from + looped + s}`)
    return `sum += ${column(left)} * ${column(right)};`
  })
  if (looped === 0) return rest
  const column = ({ at, from }: Factor, s: number) => at(`j${id} + ${from + s}`)
  return `
    ${each(SUMS, (s) => `let ${part(s)} = 0;`)}
    for (let j${id} = 0; j${id} < ${looped}; j${id} += ${SUMS}) {
      ${each(SUMS, (s) => `${part(s)} += ${column(left, s)} * ${column(right, s)};`)}
    }
    sum += ${Array.from({ length: SUMS }, (_, s) => part(s)).join(' + ')};
    ${rest}`
}
