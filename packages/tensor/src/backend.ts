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

export interface ResidualOp {
  /** B×D each. */
  prediction: Resident
  target: Resident
  weights: Resident
  rows: number
  /** B×D: weights ⊙ (prediction − target). */
  out: Resident
}

export interface CodeGradientOp {
  /** Support at which the gradient is wanted. */
  codes: ResidentCodes
  w: Resident
  spans: readonly Span[]
  /** B×D gradient with respect to the reconstruction. */
  delta: Resident
  /** Codes made by `like(codes)`. */
  out: ResidentCodes
  /** Add to what `out` holds instead of replacing it. */
  accumulate?: boolean
}

export interface WeightGradientOp {
  codes: ResidentCodes
  /** B×D. */
  x: Resident
  spans: readonly Span[]
  /** p×D', receives += codesᵀ x on the spans' columns. */
  into: Resident
}

/** Adam (Kingma and Ba 2015); state and gradient have the parameter's shape. */
export interface AdamOp {
  parameter: Resident
  gradient: Resident
  first: Resident
  second: Resident
  learningRate: number
  beta1: number
  beta2: number
  epsilon: number
  /** Counts from 1. */
  step: number
  /** Multiplies the gradient (clipping). */
  scale: number
}

/**
 * The kernels a sparse autoencoder needs. Weights, moments and buffers stay resident on the
 * backend; batches stream in through `write`. Every call may be asynchronous, calls on one backend
 * take effect in order, and no call allocates once its shapes have been seen.
 */
export interface Backend {
  /** What runs, such as `reference` or `gpu (webgpu)`. */
  readonly name: string

  /** A zero matrix. */
  matrix(rows: number, cols: number): Resident
  /** Room for `capacity` entries (capacity/rows a row on backends with fixed slots). */
  codes(rows: number, latents: number, capacity: number): ResidentCodes
  /** Codes that share the support of `codes` and hold their own values. */
  like(codes: ResidentCodes): ResidentCodes

  /** Overwrites the leading entries of `target`. */
  write(target: Resident, source: Float32Array): Promise<void>
  /** Fills `target` with the leading entries of `source`. */
  read(source: Resident, target: Float32Array): Promise<void>
  /** Copies support and values to the host. */
  readCodes(source: ResidentCodes, target: SparseCodes): Promise<void>
  /** Replaces support and values. */
  writeCodes(target: ResidentCodes, source: SparseCodes): Promise<void>
  /** Replaces the values, keeps the support. */
  writeValues(target: ResidentCodes, values: Float32Array): Promise<void>
  /** Sets a rectangle (default: everything) to `value`. */
  fill(
    target: Resident,
    value: number,
    area?: { readonly rows: LatentRange; readonly cols: LatentRange },
  ): Promise<void>

  /** codes = activation(gain ⊙ (W x) + bias). */
  encode(op: EncodeOp): Promise<void>
  /** out = Wᵀ h + bias, touching only active latents. */
  decode(op: DecodeOp): Promise<void>
  /** Writes the weighted residual and returns Σ weights ⊙ (prediction − target)². */
  residual(op: ResidualOp): Promise<number>
  /** ∂h = W δ on the support. */
  codeGradient(op: CodeGradientOp): Promise<void>
  /** Gradient product Σ_n h_n x_nᵀ. */
  weightGradient(op: WeightGradientOp): Promise<void>
  /** out (1×D) += Σ_n x_n over the first `rows` rows. */
  columnSums(x: Resident, rows: number, out: Resident): Promise<void>

  /** ‖m‖², for gradient clipping. */
  squaredNorm(m: Resident): Promise<number>
  /** Removes from each row of `gradient` its part parallel to the same row of `w`. */
  projectRows(gradient: Resident, w: Resident): Promise<void>
  adam(op: AdamOp): Promise<void>
  /** Scales each row in `rows` (default: all) to Euclidean norm `radius`; a zero row stays zero. */
  normalizeRows(w: Resident, radius: number, rows?: LatentRange): Promise<void>

  /** Releases everything; the backend must not be used afterwards. */
  dispose(): void
}
