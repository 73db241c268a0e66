const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** 12,345 */
export function formatCount(value: number): string {
  return grouped.format(value)
}

/** 0.42, 3.1, 1,234: what happens in a second. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 10) return formatCount(perSecond)
  return perSecond.toFixed(perSecond >= 1 ? 1 : 2)
}

/** A score such as FVE or a cosine: three decimals, a true minus sign, – where there is none. */
export function formatScore(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–'
  const text = value.toFixed(digits)
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−')
}

/** +0.123 or −0.123 */
export function formatChange(value: number, digits = 3): string {
  const text = formatScore(value, digits)
  return text.startsWith('−') || text === '–' ? text : `+${text}`
}

/** 12.3 % */
export function formatShare(share: number, digits = 1): string {
  return Number.isNaN(share) ? '–' : `${(100 * share).toFixed(digits)} %`
}

/** 4 s, 3:07, 1:02:33 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–'
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}

/** 820 B, 1.4 MB */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`
}
