import {
  sparseCodes,
  type Backend,
  type LatentRange,
  type Resident,
  type ResidentCodes,
  type Span,
  type SparseCodes,
} from '@cmgsae/tensor'
import { rowCapacity } from './activation.ts'
import type { Layout } from './layout.ts'
import type { Recipe } from './recipe.ts'

/** Codes on the backend with their gradient, and both on the host. */
export interface CodeBuffers {
  readonly codes: ResidentCodes
  readonly gradients: ResidentCodes
  readonly host: SparseCodes
  /** Shares the support of `host`. */
  readonly hostGradients: SparseCodes
}

/** One encoding of a batch: what it reads, which latents may fire, what it must reconstruct. */
export interface Pass extends CodeBuffers {
  /** The modality encoded alone; null when all visible ones are encoded together. */
  readonly modality: number | null
  readonly inputs: readonly Span[]
  readonly outputs: readonly Span[]
  readonly latents: readonly LatentRange[]
  /** JumpReLU: pre-activations of the stored latents, some of them below threshold. */
  readonly candidates: Float32Array
  /** Values of prefixes of the dictionary (Matryoshka). */
  readonly prefix: ResidentCodes
  readonly auxiliary: CodeBuffers | null
  /** B×D each. */
  readonly weights: Resident
  readonly delta: Resident
  readonly backprojection: Resident
}

function codeBuffers(
  backend: Backend,
  rows: number,
  latents: number,
  capacity: number,
): CodeBuffers {
  const codes = backend.codes(rows, latents, capacity)
  const host = sparseCodes(rows, latents, capacity)
  return {
    codes,
    gradients: backend.like(codes),
    host,
    hostGradients: { ...host, values: new Float32Array(capacity) },
  }
}

/** One pass per modality, or a single one for all. */
export function createPasses(backend: Backend, plan: Layout, recipe: Recipe, rows: number): Pass[] {
  const { latents, spans, sampleWidth } = plan
  const capacity = rows * rowCapacity(recipe.activation, latents)
  const create = (modality: number | null): Pass => {
    const buffers = codeBuffers(backend, rows, latents, capacity)
    const own = modality === null ? spans : [spans[modality]!]
    return {
      ...buffers,
      modality,
      inputs: own,
      outputs: recipe.crossLoss > 0 ? spans : own,
      latents: modality === null ? [[0, latents]] : plan.ranges[modality]!,
      candidates: new Float32Array(recipe.activation.kind === 'jumpReLU' ? capacity : 0),
      prefix: backend.like(buffers.codes),
      auxiliary:
        recipe.auxK && recipe.auxK.weight > 0
          ? codeBuffers(backend, rows, latents, rows * Math.min(recipe.auxK.k, latents))
          : null,
      weights: backend.matrix(rows, sampleWidth),
      delta: backend.matrix(rows, sampleWidth),
      backprojection: backend.matrix(rows, sampleWidth),
    }
  }
  return recipe.encoding === 'together' ? [create(null)] : spans.map((_, s) => create(s))
}
