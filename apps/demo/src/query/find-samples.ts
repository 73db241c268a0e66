import type { SamplesSummary } from '../engine/types.ts'

/**
 * Samples whose caption or class has all the words, ascending; of one class only where that is
 * given. `texts` comes from `searchable`.
 */
export function findSamples(
  texts: readonly string[],
  labels: Int32Array,
  { find = '', class: wanted }: { readonly find?: string; readonly class?: number },
): Uint32Array {
  const sought = find.toLowerCase().split(/\s+/).filter(Boolean)
  const found: number[] = []
  for (let n = 0; n < texts.length; n++) {
    if (wanted !== undefined && labels[n] !== wanted) continue
    if (sought.every((word) => texts[n]!.includes(word))) found.push(n)
  }
  return Uint32Array.from(found)
}

/** What each sample can be found by, in small letters: its caption, its class and its number. */
export function searchable({ count, captions, classes, labels }: SamplesSummary): string[] {
  return Array.from({ length: count }, (_, n) =>
    [captions?.[n] ?? '', classes[labels[n]!] ?? '', `#${n}`].join(' ').toLowerCase(),
  )
}
