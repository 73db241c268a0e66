import { createWorld, encodeWav, SAMPLE_RATE, type World } from '@cmgsae/world'
import { serve } from '../engine/rpc/serve.ts'
import type { MediaMaker } from './media-maker.ts'
import { peaksOf } from './peaks.ts'

/** Bars of a waveform. */
const PEAKS = 64

const worlds = new Map<number, World>()

function worldOf(seed: number): World {
  let world = worlds.get(seed)
  if (!world) worlds.set(seed, (world = createWorld({ seed })))
  return world
}

serve<MediaMaker>({
  picture: ({ seed, sample }) => worldOf(seed).sample(sample).svg,
  async sound({ seed, sample }) {
    // Pictures that were asked for after it come first: they take a hundredth of the time.
    await new Promise((resolve) => setTimeout(resolve))
    const { sound } = worldOf(seed).sample(sample)
    return { wav: encodeWav(sound, SAMPLE_RATE), peaks: peaksOf(sound, PEAKS) }
  },
})
