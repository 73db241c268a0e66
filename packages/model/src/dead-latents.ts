import type { SparseCodes } from '@cmgsae/tensor'

/** Counts for how many steps each latent has been silent. */
export interface DeadLatents {
  readonly silent: Uint32Array
  /** 1 where the latent counts as dead. */
  readonly dead: Uint8Array
  readonly window: number
  count: number
}

export function createDeadLatents(latents: number, window: number): DeadLatents {
  return {
    silent: new Uint32Array(latents),
    dead: new Uint8Array(latents),
    window: Math.max(1, window),
    count: 0,
  }
}

/** Ends a step in which the given codes fired. */
export function observe(tracker: DeadLatents, codes: readonly SparseCodes[]): void {
  const { silent } = tracker
  for (let i = 0; i < silent.length; i++) silent[i]!++
  for (const { rows, offsets, indices, values } of codes) {
    for (let e = 0; e < offsets[rows]!; e++) if (values[e]! > 0) silent[indices[e]!] = 0
  }
  refresh(tracker)
}

/** Recomputes the flags from the counters. */
export function refresh(tracker: DeadLatents): void {
  const { silent, dead, window } = tracker
  tracker.count = 0
  for (let i = 0; i < silent.length; i++) {
    dead[i] = silent[i]! >= window ? 1 : 0
    tracker.count += dead[i]!
  }
}
