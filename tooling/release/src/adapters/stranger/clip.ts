import { clipImages, clipTexts } from '@cmgsae/adapter-clip'
import type { Trial } from './trial.js'

/** Pictures of the world, one of them enlarged as a JPEG, and texts. */
export const clip: Trial = async (at) => {
  const folder = at('model/')
  const images = await clipImages({ folder, batchSize: 2 })
  const texts = await clipTexts({ folder, templates: ['{}', 'a picture of {}'] })
  const pictures = ['0.png', '1.png', '2.png', 'large.jpg'].map((name) => at(`inputs/${name}`))
  const vectors = [
    await images.embed(pictures),
    await texts.embed(['a bell', 'rain', 'a small red engine, far away']),
  ]
  await Promise.all([images.dispose(), texts.dispose()])
  return vectors.map(({ cols, data }) => ({ width: cols, values: [...data] }))
}
