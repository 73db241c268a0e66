import type { Backend } from '@cmgsae/tensor'

/** Where a probe computes. */
export interface Computing {
  readonly backend: Backend
  /** Lets timers, input and aborts in. */
  readonly pause: () => Promise<void>
}

/** Logits that exist at a time: a few dozen milliseconds of work. */
const LOGITS = 2 ** 20

/** Rows of the blocks that n samples of so many classes are taken in. */
export function blockRows(samples: number, classes: number): number {
  return Math.min(samples, Math.max(1, Math.floor(LOGITS / classes)))
}
