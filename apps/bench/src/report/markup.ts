/** Text made safe for HTML and SVG. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A coordinate with one decimal: finer than any screen shows. */
export const at = (value: number): string => String(Math.round(10 * value) / 10)

/** A linear map from data to pixels. */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  return (value) => start + ((value - from) / (to - from || 1)) * (end - start)
}

/** Round values that cover a range in about `count` steps of 1, 2 or 5 × 10ⁿ. */
export function ticks(from: number, to: number, count: number): number[] {
  const raw = (to - from) / count
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= raw)!
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  )
}
