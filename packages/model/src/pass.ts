import {
  sparseCodes,
  type Backend,
  type GradientTerm,
  type LatentRange,
  type Resident,
  type ResidentCodes,
  type Span,
  type SparseCodes,
} from '@cmgsae/tensor'
import { rowCapacity } from './activation.ts'
import type { View } from './batch.ts'
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

/** One of the nested dictionaries, the first `size` latents, and its part of the reconstruction. */
export interface Level {
  readonly size: number
  readonly codes: ResidentCodes
  readonly gradients: ResidentCodes
  /** B×D. */
  readonly delta: Resident
}

/** Dead latents' code of what the living ones left. */
export interface Auxiliary extends CodeBuffers {
  /** B×D. */
  readonly residual: Resident
  readonly delta: Resident
}

/** One encoding of a batch: what it reads, which latents may fire, what it must reconstruct. */
export interface Pass extends CodeBuffers {
  /** The modality encoded alone; null when all visible ones are encoded together. */
  readonly modality: number | null
  /** What it reads, in the encoder and in the dictionary. */
  readonly inputs: readonly Span[]
  readonly own: readonly Span[]
  readonly outputs: readonly Span[]
  /** The modalities of `inputs` and `outputs`. */
  readonly read: readonly number[]
  readonly decoded: readonly number[]
  readonly latents: readonly LatentRange[]
  /** JumpReLU: pre-activations of the stored latents, some of them below threshold. */
  readonly candidates: Float32Array
  /** The last is the whole dictionary. */
  readonly levels: readonly Level[]
  readonly auxiliary: Auxiliary | null
}

/** A masked view of the batch and its encodings. */
export interface ViewBuffers extends View {
  readonly passes: readonly Pass[]
}

/** Everything that steps keep on the backend. */
export interface StepBuffers {
  /** B×D samples. */
  readonly target: Resident
  readonly views: readonly ViewBuffers[]
}

/** For each view one pass per modality, or a single one for all. */
export function createStepBuffers(
  backend: Backend,
  plan: Layout,
  recipe: Recipe,
  rows: number,
): StepBuffers {
  const { latents, spans, sampleWidth } = plan
  const samples = () => backend.matrix(rows, sampleWidth)
  const everything = spans.map((_, s) => s)

  function codeBuffers(capacity: number): CodeBuffers {
    const codes = backend.codes(rows, latents, capacity)
    const host = sparseCodes(rows, latents, capacity)
    return {
      codes,
      gradients: backend.like(codes),
      host,
      hostGradients: { ...host, values: new Float32Array(capacity) },
    }
  }

  function levelsOf({ codes, gradients }: CodeBuffers): Level[] {
    const sizes = recipe.nested.map((share) => Math.round(share * latents))
    return sizes.map((size) => ({
      size,
      codes: size < latents ? backend.like(codes) : codes,
      gradients: sizes.length > 1 ? backend.like(codes) : gradients,
      delta: samples(),
    }))
  }

  function createPass(modality: number | null): Pass {
    const capacity = rows * rowCapacity(recipe.activation, latents)
    const buffers = codeBuffers(capacity)
    const read = modality === null ? everything : [modality]
    const decoded = recipe.crossLoss > 0 ? everything : read
    const revives = recipe.auxK && recipe.auxK.weight > 0
    return {
      ...buffers,
      modality,
      read,
      decoded,
      inputs: read.map((s) => plan.encoderSpans[s]!),
      own: read.map((s) => spans[s]!),
      outputs: decoded.map((s) => spans[s]!),
      latents: modality === null ? [[0, latents]] : plan.ranges[modality]!,
      candidates: new Float32Array(recipe.activation.kind === 'jumpReLU' ? capacity : 0),
      levels: levelsOf(buffers),
      auxiliary: revives
        ? {
            ...codeBuffers(rows * Math.min(recipe.auxK.k, latents)),
            residual: samples(),
            delta: samples(),
          }
        : null,
    }
  }

  const modes = recipe.encoding === 'together' ? [null] : everything
  return {
    target: samples(),
    views: Array.from({ length: recipe.views }, () => ({
      view: samples(),
      input: samples(),
      passes: modes.map(createPass),
    })),
  }
}

/** ∂W of a step as terms, those of the dictionary that decodes and of the one that encodes. */
export interface StepTerms {
  readonly decoder: readonly GradientTerm[]
  /** Null with tied weights: the terms are the decoder's too. */
  readonly encoder: readonly GradientTerm[] | null
}

/** The terms of a step, with or without those of the codes that revive dead latents. */
export function termsOf(
  views: readonly ViewBuffers[],
  tied: boolean,
  reviving: boolean,
): StepTerms {
  const decoder: GradientTerm[] = []
  const encoder: GradientTerm[] = []
  for (const { input, passes } of views) {
    for (const { levels, gradients, auxiliary, inputs, own, outputs } of passes) {
      for (const { codes, delta } of levels) decoder.push({ codes, x: delta, spans: outputs })
      encoder.push({ codes: gradients, x: input, spans: inputs })
      if (!reviving || !auxiliary) continue
      decoder.push({ codes: auxiliary.codes, x: auxiliary.delta, spans: own })
      encoder.push({ codes: auxiliary.gradients, x: input, spans: inputs })
    }
  }
  return tied ? { decoder: [...decoder, ...encoder], encoder: null } : { decoder, encoder }
}
