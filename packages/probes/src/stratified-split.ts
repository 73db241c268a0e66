import { createRandom } from '@cmgsae/tensor'
import { ProbeError } from './errors.ts'
import type { Labels } from './features.ts'

export interface Split {
  readonly train: Uint32Array
  readonly validation: Uint32Array
}

/**
 * Seeded split of rows, ascending on each side. Of every class with two or more rows
 * round(fraction·size) go to validation, at least one and never all; a single row stays in train.
 */
export function stratifiedSplit(labels: Labels, fraction: number, seed: number): Split {
  if (!(fraction > 0 && fraction < 1)) {
    throw new ProbeError(`validation fraction ${fraction} must lie between 0 and 1, such as 0.2`)
  }
  const rowsOf = new Map<number, number[]>()
  for (let n = 0; n < labels.length; n++) {
    const rows = rowsOf.get(labels[n]!)
    if (rows) rows.push(n)
    else rowsOf.set(labels[n]!, [n])
  }
  const random = createRandom(seed)
  const train: number[] = []
  const validation: number[] = []
  for (const rows of rowsOf.values()) {
    random.shuffle(rows)
    const held = Math.min(rows.length - 1, Math.max(1, Math.round(fraction * rows.length)))
    validation.push(...rows.slice(0, held))
    train.push(...rows.slice(held))
  }
  if (validation.length === 0) {
    throw new ProbeError(
      `no class of ${labels.length} rows has two samples; nothing to validate on`,
    )
  }
  return { train: Uint32Array.from(train).sort(), validation: Uint32Array.from(validation).sort() }
}
