/** Numbers as they are kept in the address: ascending, runs of them as `3-7`, with dots between. */
export function writePicked(numbers: Iterable<number>): string | undefined {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const parts: string[] = []
  for (let at = 0; at < sorted.length;) {
    let end = at
    while (sorted[end + 1] === sorted[end]! + 1) end++
    parts.push(end === at ? `${sorted[at]}` : `${sorted[at]}-${sorted[end]}`)
    at = end + 1
  }
  return parts.length === 0 ? undefined : parts.join('.')
}

/** The numbers of such a text below `count`; what is no number is passed over. */
export function readPicked(text: string | undefined, count: number): number[] {
  const numbers: number[] = []
  for (const part of text?.split('.') ?? []) {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? []
    if (from === undefined) continue
    for (let i = Number(from); i <= Math.min(Number(to), count - 1); i++) numbers.push(i)
  }
  return numbers
}
