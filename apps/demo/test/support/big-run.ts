import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeNpy } from '@cmgsae/data/node'
import { override, preset, train } from '@cmgsae/model'
import { saveRun } from '@cmgsae/model/node'
import { createRandom, matrix } from '@cmgsae/tensor'

export interface BigRun {
  /** To be chosen as a folder. */
  readonly folder: string
  remove(): Promise<void>
}

const WIDTH = 16
const CLASSES = 50

/**
 * A run of thousands of latents with embeddings and labels of thousands of samples, which are
 * classes with noise. It is hardly trained: what counts is its size.
 */
export async function bigRun({ samples = 10_000, latents = 8_192 } = {}): Promise<BigRun> {
  const random = createRandom(0)
  const normal = (length: number) => Float32Array.from({ length }, () => random.normal())
  const modality = (name: string) => {
    const means = normal(CLASSES * WIDTH)
    const data = normal(samples * WIDTH).map((noise, at) => {
      const label = Math.floor(at / WIDTH) % CLASSES
      return means[label * WIDTH + (at % WIDTH)]! + 0.5 * noise
    })
    return { name, embeddings: matrix(samples, WIDTH, data) }
  }
  const modalities = ['image', 'audio'].map(modality)
  const few = modalities.map(({ name, embeddings: { data } }) => ({
    name,
    embeddings: matrix(128, WIDTH, data.slice(0, 128 * WIDTH)),
  }))
  const recipe = override(preset('cross'), {
    latents,
    activation: { kind: 'topK', k: 32 },
    groups: { kind: 'contiguous', size: 16 },
    training: { epochs: 1 },
  })
  const { state, history } = await train({ modalities: few }, { recipe })

  const parent = await mkdtemp(join(tmpdir(), 'cmgsae-big-'))
  const folder = join(parent, 'big')
  await mkdir(folder)
  await saveRun(folder, { model: state, seed: 0, history, info: {} })
  for (const { name, embeddings } of modalities) {
    await writeNpy(join(folder, `${name}.npy`), embeddings)
  }
  const labels = Array.from({ length: samples }, (_, n) => `class ${n % CLASSES}`)
  await writeFile(join(folder, 'metadata.csv'), ['label', ...labels].join('\n'))
  return { folder, remove: () => rm(parent, { recursive: true }) }
}
