/** Up to three candidates that look like `word`: they contain it, or few edits lead to them. */
export function nearMatches(word: string, candidates: Iterable<string>): string[] {
  const wanted = word.toLowerCase()
  const scored: { candidate: string; distance: number }[] = []
  for (const candidate of candidates) {
    const known = candidate.toLowerCase()
    // A word of a longer name counts like the name: `vehcle` is near `vehicles/train`.
    const parts = [known, ...known.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2)]
    const distance = known.includes(wanted)
      ? 0
      : Math.min(...parts.map((part) => editDistance(wanted, part)))
    if (distance <= Math.max(1, Math.round(wanted.length / 2.5)))
      scored.push({ candidate, distance })
  }
  return scored
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** ` — did you mean a or b?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearMatches(word, candidates)
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : ''
}

/** Levenshtein distance, with one row of memory. */
function editDistance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0]!
    row[0] = i
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!
      row[j] = Math.min(above + 1, row[j - 1]! + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.length]!
}
