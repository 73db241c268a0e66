import type { Pairs } from './dataset.ts'

/** Rows that have a label. */
export function labelledRows({ labels }: Pairs): Uint32Array {
  return Uint32Array.from(Array.from(labels ?? []).flatMap((label, n) => (label < 0 ? [] : [n])))
}
