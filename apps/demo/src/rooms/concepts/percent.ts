/** A share in percent: `12 %`, below ten with a decimal, and never 0 for something. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '<0.1 %'
  return `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`
}
