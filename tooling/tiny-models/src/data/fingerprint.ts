import { createHash } from 'node:crypto'
import { createWorld, encodeWav, SAMPLE_RATE } from '@cmgsae/world'
import type { DualEncoder } from '../encoders/index.ts'

/**
 * Sixteen hex digits of what the world says and draws, or says and plays, over one sample of each
 * class. A model that has learnt from another world must be trained again.
 */
export function worldFingerprint(modality: DualEncoder['modality']): string {
  const world = createWorld({ seed: 0 })
  const hash = createHash('sha256')
  for (const n of world.classes.keys()) {
    const { svg, sound, caption, label } = world.sample(n)
    hash.update(label).update(caption)
    hash.update(modality === 'image' ? svg : encodeWav(sound, SAMPLE_RATE))
  }
  return hash.digest('hex').slice(0, 16)
}
