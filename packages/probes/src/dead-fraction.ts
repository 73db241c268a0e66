import type { SparseCodes } from '@cmgsae/tensor'
import { liveLatents } from './live-latents.ts'

/**
 * Fraction of latents that never fire over all the given codes together (each n_s×p): state the
 * set beside the number, since a latent dead on 300 samples may live on 3,000.
 */
export function deadFraction(codes: readonly SparseCodes[]): number {
  const live = liveLatents(codes)
  return live.reduce((dead, fires) => dead + (fires ? 0 : 1), 0) / live.length
}
