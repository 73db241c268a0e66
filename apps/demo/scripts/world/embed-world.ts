import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { loadEmbeddings, writeNpy } from '@cmgsae/data/node'
import type { Matrix } from '@cmgsae/tensor'
import { cmgsae } from './command.ts'
import { modalities, places, SAMPLES, SEED } from './settings.ts'

/**
 * Renders and embeds the samples, and writes their vectors as half-precision .npy files: what is
 * trained on is what visitors get.
 */
export async function embedWorld(): Promise<Record<string, Matrix>> {
  const [rendered, set] = [join(places.cache, 'rendered'), join(places.cache, 'set')]
  await mkdir(places.cache, { recursive: true })
  await cmgsae(['world', rendered, '--samples', `${SAMPLES}`, '--seed', `${SEED}`])
  const model = (name: string) => join(places.models, name)
  await cmgsae([
    'embed',
    rendered,
    `--model=${model('tiny-clip')}`,
    `--audio-model=${model('tiny-clap')}`,
    '--text-tower=clip',
    `--out=${set}`,
    '--force',
  ])
  const embeddings: Record<string, Matrix> = {}
  for (const [name, { folder }] of Object.entries(modalities)) {
    const path = join(places.world, `${name}.npy`)
    const full = await loadEmbeddings(join(set, folder, `${folder}_0.npy`))
    await writeNpy(path, full, { dtype: 'float16' })
    embeddings[name] = await loadEmbeddings(path)
  }
  return embeddings
}
