import { parentPort, workerData } from 'node:worker_threads'
import { AdapterError } from '@cmgsae/adapter'
import { monoSound, type RawSound } from '../sound/load-sound.ts'
import { soundFeatures, type SoundFeatures } from './sound-features.ts'
import type { WindowFormat } from './window-format.ts'

export interface FeatureRequest {
  readonly raw: RawSound
  readonly name: string
}

/** An error would lose its class on the way to another thread: its message goes. */
export type FeatureAnswer = { readonly features: SoundFeatures } | { readonly refusal: string }

const featuresOf = soundFeatures(workerData as WindowFormat)
const port = parentPort!

port.on('message', async ({ raw, name }: FeatureRequest) => {
  const answer = await answerTo(raw, name)
  const moved = 'features' in answer ? answer.features.map(({ buffer }) => buffer) : []
  port.postMessage(answer, moved)
})

async function answerTo(raw: RawSound, name: string): Promise<FeatureAnswer> {
  try {
    return { features: await featuresOf(await monoSound(raw, name)) }
  } catch (error) {
    const known = AdapterError.isInstance(error)
    return { refusal: known ? error.message : `${name}: cannot be prepared: ${String(error)}` }
  }
}
