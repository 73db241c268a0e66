/** A share in percent: `12 %` in one piece, below ten with a decimal, and never 0 for something. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '<0.1\u00A0%'
  return `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)}\u00A0%`
}
