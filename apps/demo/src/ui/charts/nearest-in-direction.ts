export type Direction = readonly [x: number, y: number]

/**
 * The nearest point that lies within 45° of a direction, null where there is none. From nowhere, the
 * point nearest to the middle.
 */
export function nearestInDirection(
  positions: Float32Array,
  from: number | null,
  [dx, dy]: Direction,
  shown: readonly number[] | null,
): number | null {
  const [x, y] = from === null ? [0, 0] : [positions[2 * from]!, positions[2 * from + 1]!]
  let best: number | null = null
  let least = Infinity
  const consider = (i: number) => {
    const [a, b] = [positions[2 * i]! - x, positions[2 * i + 1]! - y]
    const along = a * dx + b * dy
    const aside = Math.abs(a * dy) + Math.abs(b * dx)
    const distance = a * a + b * b
    if (i === from || distance >= least || (from !== null && (along <= 0 || aside > along))) return
    best = i
    least = distance
  }
  if (shown) shown.forEach(consider)
  else for (let i = 0; 2 * i < positions.length; i++) consider(i)
  return best
}
