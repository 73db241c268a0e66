import { clapSounds, clapTexts } from '@cmgsae/adapter-clap'
import type { Trial } from './trial.js'

/** Sounds of the world, and texts. */
export const clap: Trial = async (at) => {
  const folder = at('model/')
  const sounds = await clapSounds({ folder, batchSize: 2 })
  const texts = await clapTexts({ folder, templates: ['{}', 'the sound of {}'] })
  const vectors = [
    await sounds.embed(['0.wav', '1.wav', '2.wav'].map((name) => at(`inputs/${name}`))),
    await texts.embed(['a bell', 'rain', 'an engine that starts']),
  ]
  await Promise.all([sounds.dispose(), texts.dispose()])
  return vectors.map(({ cols, data }) => ({ width: cols, values: [...data] }))
}
