import { createModel, override, preset, train } from '@cmgsae/model'
import { createRandom, createReference, matrix, scopedBackend, type Matrix } from '@cmgsae/tensor'
import { openedRun, type EncodedRun } from '../runs/opened-run.ts'
import type { Samples } from '../samples/samples.ts'

const CLASSES = ['bell', 'dog', 'rain']
const EACH = 12

/** Samples of three classes in two modalities: a direction of the class and some noise. */
export function smallSamples(): Samples {
  const random = createRandom(5)
  const labels = Int32Array.from({ length: CLASSES.length * EACH }, (_, n) => n % CLASSES.length)
  const embeddings = (width: number): Matrix => {
    const out = matrix(labels.length, width)
    for (const [n, label] of labels.entries()) {
      for (let j = 0; j < width; j++) {
        out.data[n * width + j] = (j % CLASSES.length === label ? 1 : 0) + 0.15 * random.normal()
      }
    }
    return out
  }
  return {
    count: labels.length,
    rows: null,
    embeddings: { image: embeddings(6), audio: embeddings(9) },
    captions: null,
    classes: CLASSES,
    labels,
    heldOut: Uint32Array.from({ length: 6 }, (_, n) => n),
    example: null,
    media: { kind: 'files', urls: {} },
  }
}

/** A run on them, small enough to be trained in a test. */
export async function openSmallRun(): Promise<EncodedRun> {
  const samples = smallSamples()
  const backend = scopedBackend(createReference())
  const modalities = Object.entries(samples.embeddings).map(([name, embeddings]) => ({
    name,
    embeddings,
  }))
  const recipe = override(preset('cmgsae'), {
    latents: 12,
    privateShare: 0,
    activation: { kind: 'topK', k: 3 },
    groups: { kind: 'contiguous', size: 4 },
    training: { epochs: 60, batch: 12, learningRate: 1e-2 },
  })
  const { state, history } = await train({ modalities }, { recipe, seed: 1, backend })
  const model = createModel(state, backend)
  return openedRun({
    id: 'small',
    title: 'small',
    run: { model: state, seed: 1, history, info: {} },
    model,
    backend,
    samples,
    encoders: null,
    layout: null,
    tables: null,
  }).encoded()
}
