import type { Plan } from './train/index.ts'

/** What the committed models learn from and how; a change here is a reason to train again. */
export const TRAINING_WORLD = { seed: 1, count: 16_000 } as const

export const PLANS: Readonly<Record<'tiny-clip' | 'tiny-clap', Plan>> = {
  'tiny-clip': { seed: 11, epochs: 12, batch: 128, rate: 2e-3 },
  'tiny-clap': { seed: 21, epochs: 12, batch: 128, rate: 2e-3 },
}

/** Worlds that training never meets. */
export const HELD_OUT = { seeds: [101, 102, 103], count: 1000 } as const
