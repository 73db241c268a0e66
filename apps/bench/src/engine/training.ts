import { override, presets, train } from '@cmgsae/model'
import { createRandom, createWasm, matrix, type Backend, type Matrix } from '@cmgsae/tensor'
import { loadDataset } from '../datasets/load-dataset.ts'
import { round, type Section } from './row.ts'

/** Ops that multiply, select or step; what merely moves data counts as outside. */
const KERNELS = new Set([
  'view',
  'encode',
  'decode',
  'reconstruct',
  'groupNorm',
  'contrastive',
  'activationGradient',
  'backproject',
  'squaredGradient',
  'squaredNorm',
  'learn',
  'adam',
])

/** A whole run of the default preset, and the share of it spent outside kernels. */
export const training: Section = async function* ({ quick, note, signal, imagenet }) {
  const [count, width, latents, epochs] = quick ? [640, 64, 512, 3] : [5000, 512, 8192, 20]
  const modalities = imagenet
    ? await realPairs(imagenet)
    : clusteredPairs(count, width).map((embeddings, s) => ({ name: 'ab'[s]!, embeddings }))
  const wasm = await createWasm({ variant: 'plain', screen: true })
  const timer = { inside: 0 }
  const start = performance.now()
  let steps = 0
  const { history } = await train(
    { modalities },
    {
      recipe: override(presets.cmgsae, { latents, training: { epochs } }),
      seed: 0,
      backend: timed(wasm, timer),
      signal,
      onProgress(progress) {
        steps = progress.steps
        note(`training, epoch ${progress.epoch} of ${epochs}`)
      },
    },
  )
  const ms = performance.now() - start
  yield {
    name: 'training',
    backend: wasm.name,
    threads: wasm.threads,
    data: imagenet ?? 'clusters of its shape',
    samples: modalities[0]!.embeddings.rows,
    width,
    latents,
    epochs,
    steps,
    ms: round(ms),
    msPerStep: round(ms / steps),
    outsideKernels: round(1 - timer.inside / ms),
    loss: round(history.at(-1)!.reconstruction),
    undecided: wasm.undecided,
  }
  wasm.dispose()
}

async function realPairs(folder: string) {
  const dataset = await loadDataset({ kind: 'imagenet', folder, classes: null })
  return dataset.split(0).train.modalities
}

/** Pairs that share a few of 400 random directions each. */
function clusteredPairs(count: number, width: number): Matrix[] {
  const random = createRandom(1)
  const directions = 400
  const basis = [0, 1].map(() =>
    Float32Array.from({ length: directions * width }, () => random.normal()),
  )
  const pairs = [matrix(count, width), matrix(count, width)]
  for (let n = 0; n < count; n++) {
    for (let t = 0; t < 12; t++) {
      const direction = Math.floor(random.uniform() * directions)
      const weight = random.uniform()
      for (const [s, { data }] of pairs.entries()) {
        for (let j = 0; j < width; j++) {
          data[n * width + j]! += weight * basis[s]![direction * width + j]!
        }
      }
    }
  }
  return pairs
}

/** The backend with a clock around its kernels. */
function timed(backend: Backend, timer: { inside: number }): Backend {
  const entries = Object.entries(backend).map(([name, op]) => [
    name,
    KERNELS.has(name)
      ? async (...args: unknown[]) => {
          const start = performance.now()
          const result: unknown = await (op as (...args: unknown[]) => unknown)(...args)
          timer.inside += performance.now() - start
          return result
        }
      : op,
  ])
  return Object.fromEntries(entries) as Backend
}
