import type { RunSummary } from '../../engine/types.ts'

/** A sample in words: its caption, its class, or its number. */
export function sampleTitle({ samples }: RunSummary, sample: number): string {
  const label = samples.labels[sample] ?? -1
  return samples.captions?.[sample] ?? samples.classes[label] ?? `sample ${sample}`
}
