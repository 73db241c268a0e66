/** A quantity that stays, or goes its way over the seconds since the onset. */
export type Contour = number | ((t: number) => number)

/** Its value at second `t`. */
export const at = (contour: Contour, t: number): number =>
  typeof contour === 'number' ? contour : contour(t)

/** Straight lines between points (second, value), in rising order; level before and after them. */
export function through(...points: readonly (readonly [t: number, value: number])[]): Contour {
  const [first, last] = [points[0]!, points.at(-1)!]
  return (t) => {
    if (t <= first[0]) return first[1]
    if (t >= last[0]) return last[1]
    const i = points.findIndex(([end]) => end > t)
    const [[t0, v0], [t1, v1]] = [points[i - 1]!, points[i]!]
    return v0 + ((v1 - v0) * (t - t0)) / (t1 - t0)
  }
}

/** Rises in `attack` seconds, then falls to 1/e in every `fall` seconds. */
export const struck =
  (attack: number, fall: number): Contour =>
  (t) =>
    t < attack ? t / attack : Math.exp((attack - t) / fall)

/** Rises, stays at 1, and falls to 0 at the end of `seconds`. */
export const held = (seconds: number, attack: number, release: number): Contour =>
  through([0, 0], [attack, 1], [seconds - release, 1], [seconds, 0])

/** Swings around `middle` by ± `depth`, `rate` times a second. */
export const swinging =
  (middle: number, depth: number, rate: number, phase = 0): Contour =>
  (t) =>
    middle + depth * Math.sin(2 * Math.PI * (rate * t + phase))

/** The product of contours. */
export const product =
  (...contours: readonly Contour[]): Contour =>
  (t) =>
    contours.reduce<number>((value, contour) => value * at(contour, t), 1)
