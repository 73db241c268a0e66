import type { Activation } from './activation.ts'
import type { SparseCodes } from './codes.ts'

declare const resident: unique symbol

/** A float32 matrix that lives on a backend. Only the backend that made it can use it. */
export interface Resident {
  readonly rows: number
  readonly cols: number
  readonly [resident]: 'matrix'
}

/** Sparse codes that live on a backend. */
export interface ResidentCodes {
  readonly rows: number
  readonly latents: number
  readonly capacity: number
  readonly [resident]: 'codes'
}

/**
 * A window of columns shared by samples and atoms: columns `x … x+width` of the samples meet
 * columns `w … w+width` of the dictionary. One span per modality lets joint atoms (each modality
 * its own columns) and a shared basis (every modality the same columns) use the same kernels.
 */
export interface Span {
  readonly x: number
  readonly w: number
  readonly width: number
}

/** A half-open range of latents. */
export type LatentRange = readonly [from: number, to: number]

/** Which axis of a matrix runs over the latents. */
export type LatentAxis = 'rows' | 'columns'

/**
 * Which entries of a batch are visible, drawn on the backend: entry j of span s of sample n is
 * hidden where the upper 31 bits of mix(keys[n·S + s] + j·0x9e3779b9) lie below `threshold`, with
 * `mix` the hash `lowbias32`. Entries of a missing modality are hidden.
 */
export interface SeededMask {
  /** rows×S. */
  readonly keys: Int32Array
  readonly threshold: number
}

export interface ViewOp {
  /** B×D samples, of which the first `rows` are used, and the centre c, 1×D. */
  readonly x: Resident
  readonly center: Resident
  readonly rows: number
  /** One per modality, covering the columns of `x`. */
  readonly spans: readonly Span[]
  /** rows×S, 1 where the sample has the modality. */
  readonly present: Uint8Array
  /** rows×D bytes, 1 visible, or a mask that the backend draws itself. */
  readonly mask: Uint8Array | SeededMask
  /** s: D / visible entries of the sample, or the span's width / visible entries of the span. */
  readonly rescale: 'sample' | 'span'
  /** B×D: s where visible, 0 where hidden. */
  readonly view: Resident
  /** B×D: view ⊙ (x − c). */
  readonly out: Resident
  /** rows×S, receives the visible entries of each span. */
  readonly seen: Uint32Array
}

export interface EncodeOp {
  /** B×D samples, of which the first `rows` are used. */
  x: Resident
  /** p×D' atoms. */
  w: Resident
  rows: number
  spans: readonly Span[]
  /** 1×p. */
  bias: Resident
  /** 1×p; a = gain ⊙ (W x) + bias. Absent: ones. */
  gain?: Resident
  /** Latents that take part, ascending; others never fire. Absent: all. */
  latents?: readonly LatentRange[]
  /** rows×p bytes, 0 hides a latent from a sample before selection. */
  keep?: Uint8Array
  activation: Activation
  out: ResidentCodes
  /**
   * A second selection from the same product: the k largest positive pre-activations among latents
   * marked 1 in `among` (length p). AuxK revives dead latents with it.
   */
  auxiliary?: { readonly among: Uint8Array; readonly k: number; readonly out: ResidentCodes }
}

export interface DecodeOp {
  codes: ResidentCodes
  w: Resident
  spans: readonly Span[]
  /** 1×D, added; absent: zero. */
  bias?: Resident
  /** B×D; columns outside the spans are left alone. */
  out: Resident
}

export interface ReconstructOp {
  readonly codes: ResidentCodes
  readonly w: Resident
  readonly spans: readonly Span[]
  /** 1×D, added to the reconstruction; absent: zero. */
  readonly bias?: Resident
  /** B×D. */
  readonly target: Resident
  /** B×D, as `view` left it: tells visible entries (≠ 0) from hidden ones. */
  readonly view: Resident
  /** rows×spans×2: loss weights of the hidden and of the visible entries of each span. */
  readonly weights: Float32Array
  /** B×D: weight ⊙ (x̂ − target) on the spans' columns, 0 elsewhere. */
  readonly delta: Resident
  /** Codes made by `like(codes)`: receives W δ on the support. */
  readonly gradient: ResidentCodes
  /** B×D: target − x̂ on the spans' columns, 0 elsewhere. */
  readonly residual?: Resident
  /** 1×D: receives += Σ_n δ_n. */
  readonly biasGradient?: Resident
}

export interface ActivationGradientOp {
  /** h; every stored latent is active. */
  readonly codes: ResidentCodes
  /** ∂h on the support; becomes ∂(W u). Made by `like(codes)`. */
  readonly gradient: ResidentCodes
  /** 1×p each. */
  readonly bias: Resident
  readonly biasGradient: Resident
  readonly gain?: { readonly value: Resident; readonly gradient: Resident }
  /** Added to ∂h of every active latent (the L1 penalty of ReLU codes). */
  readonly sparsity: number
}

export interface BackprojectOp {
  /** ∂(W u). */
  readonly codes: ResidentCodes
  readonly w: Resident
  readonly spans: readonly Span[]
  readonly view: Resident
  /** 1×D: receives −= Σ_n view_n ⊙ Wᵀ∂_n on the spans' columns. */
  readonly into: Resident
}

/** A summand of ∂W: Σ_n h_n x_nᵀ on the spans' columns. */
export interface GradientTerm {
  readonly codes: ResidentCodes
  /** B×D. */
  readonly x: Resident
  readonly spans: readonly Span[]
}

/** Atoms that learn on columns from…to, afterwards scaled to norm `radius` where that is given. */
export interface Region {
  readonly rows: LatentRange
  readonly cols: readonly [from: number, to: number]
  readonly radius?: number
}

/** ∂W, never stored: the sum of the terms inside the regions. */
export interface WeightGradient {
  readonly w: Resident
  readonly terms: readonly GradientTerm[]
  /** Disjoint rows, ascending. What lies outside is neither learned nor touched. */
  readonly regions: readonly Region[]
  /** Remove from each row of ∂W its part parallel to the atom. */
  readonly project: boolean
}

/** Adam (Kingma and Ba 2015). */
export interface AdamHyper {
  readonly learningRate: number
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  /** Counts from 1. */
  readonly step: number
  /** Multiplies the gradient (clipping). */
  readonly scale: number
}

/** State and gradient have the parameter's shape. */
export interface AdamOp extends AdamHyper {
  readonly parameter: Resident
  readonly gradient: Resident
  readonly first: Resident
  readonly second: Resident
}

export interface LearnOp extends WeightGradient, AdamHyper {
  readonly first: Resident
  readonly second: Resident
}

/** Groups of latents whose norms are penalised; each latent its own group without `of`. */
export interface GroupNormOp {
  /** One per modality, equal rows. */
  readonly codes: readonly ResidentCodes[]
  /** Receive the gradient, added. */
  readonly gradients: readonly ResidentCodes[]
  readonly of?: Uint32Array
  /** Weight of each group, or of every latent. */
  readonly weights: Float32Array | number
  readonly epsilon: number
}

/**
 * ½ [CE(cos(a, b)/τ) + CE(transposed)] among the rows whose codes are non-empty in both, over all
 * rows: see `contrastive` of `@cmgsae/regularizers`, which is the reference.
 */
export interface ContrastiveOp {
  /** Codes of the two modalities, equal rows. */
  readonly codes: readonly [ResidentCodes, ResidentCodes]
  /** Receive the gradient, added. */
  readonly gradients: readonly [ResidentCodes, ResidentCodes]
  /** Lists of an id a row; rows that share one, from 0 up, in any list are no negatives of each other. */
  readonly partners: readonly Int32Array[]
  readonly weight: number
  /** τ, at least 0.01. */
  readonly temperature: number
}

/** Writes a matrix's entries, rows one after the other. */
export type WriteEntries = (entries: Float32Array) => void

/**
 * The kernels a sparse autoencoder needs. Weights, moments and buffers stay resident on the
 * backend; batches stream in through `write`. Every call may be asynchronous, calls on one backend
 * take effect in order, and no call allocates once its shapes have been seen.
 */
export interface Backend {
  /** What runs, such as `reference`, `wasm (int16, 2 threads)` or `gpu (webgpu)`. */
  readonly name: string

  /**
   * A zero matrix. `latents` names the axis that runs over the latents, if one does: a backend of
   * several memories splits it there, and asks for it where an op reads something per latent.
   */
  matrix(rows: number, cols: number, latents?: LatentAxis): Resident
  /** Room for `capacity` entries (capacity/rows a row on backends with fixed slots). */
  codes(rows: number, latents: number, capacity: number): ResidentCodes
  /** Codes that share the support of `codes` and hold their own values. */
  like(codes: ResidentCodes): ResidentCodes
  /** Gives back the memory of matrices and codes, which must not be used afterwards. */
  release(...residents: readonly (Resident | ResidentCodes)[]): void

  /**
   * Overwrites the leading entries of `target`, or lets a function write into all of them: at once,
   * where they lie, if the host can reach them. What it leaves alone is undefined.
   */
  write(target: Resident, source: Float32Array | WriteEntries): Promise<void>
  /** Fills `target` with the leading entries of `source`. */
  read(source: Resident, target: Float32Array): Promise<void>
  /** Copies support and values to the host. */
  readCodes(source: ResidentCodes, target: SparseCodes): Promise<void>
  /** Replaces support and values. */
  writeCodes(target: ResidentCodes, source: SparseCodes): Promise<void>
  /** Replaces the values, keeps the support. */
  writeValues(target: ResidentCodes, values: Float32Array): Promise<void>
  fill(target: Resident, value: number): Promise<void>

  /** Masks, rescales and centres samples: view ⊙ (x − c). */
  view(op: ViewOp): Promise<void>
  /** codes = activation(gain ⊙ (W x) + bias). */
  encode(op: EncodeOp): Promise<void>
  /** out = Wᵀ h + bias, touching only active latents. */
  decode(op: DecodeOp): Promise<void>
  /** Decodes, and returns Σ weight ⊙ (x̂ − target)² with its gradients ½∂. */
  reconstruct(op: ReconstructOp): Promise<number>
  /** Adds weight_g · mean_n (√(‖z_ng‖² + ε²) − ε) to the gradients and returns its sum over groups. */
  groupNorm(op: GroupNormOp): Promise<number>
  /** Adds the contrastive loss's gradient and returns the loss; absent: left to the host. */
  contrastive?(op: ContrastiveOp): Promise<number>
  /** From ∂h to ∂(W u), ∂b and ∂g. */
  activationGradient(op: ActivationGradientOp): Promise<void>
  /** From ∂(W u) to the centre: ∂c −= Σ view ⊙ Wᵀ∂. */
  backproject(op: BackprojectOp): Promise<void>

  /** ‖∂W‖², for gradient clipping. */
  squaredGradient(op: WeightGradient): Promise<number>
  /** ‖m‖², for gradient clipping. */
  squaredNorm(m: Resident): Promise<number>
  /** Steps W by Adam on ∂W and renormalises its rows; a zero row stays zero. */
  learn(op: LearnOp): Promise<void>
  /** Steps a small parameter by Adam on a stored gradient. */
  adam(op: AdamOp): Promise<void>

  /** out (A.rows×B.rows) = A Bᵀ. */
  product(a: Resident, b: Resident, out: Resident): Promise<void>

  /** Releases everything; the backend must not be used afterwards. */
  dispose(): void
}
