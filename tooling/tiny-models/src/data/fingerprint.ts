import { createHash } from 'node:crypto'
import { createWorld, encodeWav, SAMPLE_RATE } from '@cmgsae/world'

/**
 * Sixteen hex digits of what the world draws, plays and says now, over one sample of each class. A
 * model that has learnt from another world must be trained again.
 */
export function worldFingerprint(): string {
  const world = createWorld({ seed: 0 })
  const hash = createHash('sha256')
  for (const n of world.classes.keys()) {
    const { svg, sound, caption, label } = world.sample(n)
    hash
      .update(label)
      .update(caption)
      .update(svg ?? '')
    if (sound) hash.update(encodeWav(sound, SAMPLE_RATE))
  }
  return hash.digest('hex').slice(0, 16)
}
