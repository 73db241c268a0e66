import {
  createRandom,
  type Backend,
  type LatentAxis,
  type MemoryNeed,
  type Resident,
} from '@cmgsae/tensor'

export interface Sizes {
  readonly batch: number
  readonly width: number
  readonly latents: number
  readonly k: number
}

/** Of the step and the encode that everything is compared by. */
export const usualSizes = (quick: boolean): Sizes =>
  quick
    ? { batch: 256, width: 256, latents: 1024, k: 16 }
    : { batch: 1024, width: 1024, latents: 8192, k: 32 }

/** A dictionary of unit atoms and a batch on a backend. */
export interface Loaded {
  readonly x: Resident
  readonly w: Resident
}

const BLOCK = 4096

/** What a backend needs for training steps: weights and moments, and the buffers of a batch. */
export const stepMemory = ({ batch, width, latents, k }: Sizes): MemoryNeed => ({
  split: 4 * 3 * latents * width,
  whole: 4 * batch * (5 * width + 8 * k),
})

/** Random samples and atoms: dense embeddings without structure are the hardest case to screen. */
export async function load(backend: Backend, { batch, width, latents }: Sizes): Promise<Loaded> {
  const random = createRandom(1)
  const normals = (rows: number, scale: number) => {
    const values = new Float32Array(rows * width)
    for (let i = 0; i < values.length; i++) values[i] = scale * random.normal()
    return values
  }
  const x = backend.matrix(batch, width)
  await backend.write(x, normals(batch, 0.06))
  const w = backend.matrix(latents, width, 'rows')
  // A block of random atoms, repeated with signs flipped, spares minutes at a million latents.
  const block = normals(Math.min(latents, BLOCK), 1 / Math.sqrt(width))
  const all = new Float32Array(latents * width)
  for (let from = 0, turn = 0; from < all.length; from += block.length, turn++) {
    const part = all.subarray(from, from + block.length)
    part.set(block.subarray(0, part.length))
    if (turn > 0) for (let i = turn % 7; i < part.length; i += 7) part[i] = -part[i]!
  }
  await backend.write(w, all)
  return { x, w }
}

/**
 * A whole training step with TopK, tied weights, a shared mask of 30 %, the loss on hidden entries,
 * ℓ2,1 on groups of 32, ℓ1, Adam and renormalisation.
 */
export async function createStep(backend: Backend, sizes: Sizes) {
  const { batch, width, latents, k } = sizes
  const { x, w } = await load(backend, sizes)
  const like = (rows: number, cols: number, axis?: LatentAxis) => backend.matrix(rows, cols, axis)
  const [first, second] = [like(latents, width, 'rows'), like(latents, width, 'rows')]
  const parameter = (cols: number, axis?: LatentAxis) => ({
    parameter: like(1, cols, axis),
    gradient: like(1, cols, axis),
    first: like(1, cols, axis),
    second: like(1, cols, axis),
  })
  const bias = parameter(latents, 'columns')
  const center = parameter(width)
  const [view, input, delta] = [like(batch, width), like(batch, width), like(batch, width)]
  const codes = backend.codes(batch, latents, batch * k)
  const gradient = backend.like(codes)
  const spans = [{ x: 0, w: 0, width }]
  const present = new Uint8Array(batch).fill(1)
  const keys = new Int32Array(batch)
  const seen = new Uint32Array(batch)
  const rate = 0.3
  const hiddenWeight = 2 / (batch * width * rate)
  const weights = new Float32Array(2 * batch).map((_, i) => (i % 2 ? 0 : hiddenWeight))
  const of = Uint32Array.from({ length: latents }, (_, i) => i >> 5)
  const norms = new Float32Array(Math.ceil(latents / 32)).fill(1e-4)
  let step = 0
  return {
    /** Bytes that no training could do without: weights, Adam's moments, batch buffers and codes. */
    needed: 4 * (3 * latents * width + 4 * batch * width + 4 * latents + 4 * batch * k),
    async step(): Promise<number> {
      step++
      for (let n = 0; n < batch; n++) keys[n] = Math.imul(n + step * batch, 0x9e3779b1)
      await backend.view({
        x,
        center: center.parameter,
        rows: batch,
        spans,
        present,
        mask: { keys, threshold: Math.round(rate * 2 ** 31) },
        rescale: 'sample',
        view,
        out: input,
        seen,
      })
      await backend.encode({
        x: input,
        w,
        rows: batch,
        spans,
        bias: bias.parameter,
        activation: { kind: 'topK', k },
        out: codes,
      })
      const loss = await backend.reconstruct({
        codes,
        w,
        spans,
        bias: center.parameter,
        target: x,
        view,
        weights,
        delta,
        gradient,
        biasGradient: center.gradient,
      })
      await backend.groupNorm({
        codes: [codes],
        gradients: [gradient],
        of,
        weights: norms,
        epsilon: 1e-6,
      })
      await backend.activationGradient({
        codes,
        gradient,
        bias: bias.parameter,
        biasGradient: bias.gradient,
        sparsity: 1e-5 / batch,
      })
      const hyper = {
        learningRate: 1e-3,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
        step,
        scale: 1,
      }
      await backend.learn({
        w,
        terms: [
          { codes, x: delta, spans },
          { codes: gradient, x: input, spans },
        ],
        regions: [{ rows: [0, latents], cols: [0, width], radius: 1 }],
        project: false,
        first,
        second,
        ...hyper,
      })
      for (const small of [bias, center]) {
        await backend.adam({ ...small, ...hyper })
        await backend.fill(small.gradient, 0)
      }
      return loss
    },
  }
}
