import { tinyClap } from './tiny-clap.ts'
import { tinyClip } from './tiny-clip.ts'

/** Both models by name. */
export const encoders = { 'tiny-clip': tinyClip, 'tiny-clap': tinyClap } as const
