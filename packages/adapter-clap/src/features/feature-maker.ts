import { AdapterError } from '@cmgsae/adapter'
import { monoSound, type RawSound } from '../sound/load-sound.ts'
import { featureThreads } from './feature-threads.ts'
import { soundFeatures, type SoundFeatures } from './sound-features.ts'
import type { WindowFormat } from './window-format.ts'

/** Decodes sounds and makes their features. */
export interface FeatureMaker {
  /** @throws AdapterError that begins with `name`; signal.reason on an abort */
  make(raw: RawSound, name: string, signal: AbortSignal): Promise<SoundFeatures>
  close(): Promise<void>
}

/** In Node by threads, as a running model blocks this one; in the browser on the spot. */
export function featureMaker(format: WindowFormat): FeatureMaker {
  const here = featuresHere(format)
  const threads = featureThreads(format)
  let best = threads ?? here
  return {
    async make(raw, name, signal) {
      const maker = best
      try {
        return await maker.make(raw, name, signal)
      } catch (error) {
        if (maker === here || AdapterError.isInstance(error) || signal.aborted) throw error
        // Whoever bundles a program into one file leaves the file of the threads behind.
        best = here
        return here.make(raw, name, signal)
      }
    },
    async close() {
      await threads?.close()
    },
  }
}

function featuresHere(format: WindowFormat): FeatureMaker {
  const featuresOf = soundFeatures(format)
  return {
    make: async (raw, name, signal) => featuresOf(await monoSound(raw, name), signal),
    async close() {},
  }
}
