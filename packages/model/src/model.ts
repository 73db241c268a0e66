import type { Matrix, SparseCodes } from '@cmgsae/tensor'
import type { Recipe } from './recipe.ts'

/** A named way of seeing a sample. */
export interface Modality {
  readonly name: string
  /** Width d of its embeddings. */
  readonly width: number
}

/** A partition of the latents with names. */
export interface NamedPartition {
  readonly names: readonly string[]
  /** Group of each latent. */
  readonly of: Uint32Array
}

export interface EncodeOptions {
  /** Samples in flight; bounds memory. */
  batch?: number
  /**
   * Fits the values of the selected latents again, by least squares on their atoms in the given
   * modalities, drawn to the encoder's values with this weight (0: not at all). Penalties and masks
   * shrink what the encoder says; this reconstructs better. The encoder's own values, the default,
   * are the better features, and say more of the other modalities.
   */
  refit?: number
  signal?: AbortSignal
  onProgress?: (progress: { done: number; total: number }) => void
}

/** A trained (or imported) sparse autoencoder over one or more modalities. */
export interface Model {
  readonly modalities: readonly Modality[]
  readonly latents: number
  readonly recipe: Recipe
  readonly partition: NamedPartition
  /** Whether latent i serves every modality; private latents serve one. */
  serves(latent: number, modality: string): boolean
  /**
   * Codes (n×p) of raw embeddings, given in one or several modalities (each n×d_s). Several give the
   * joint code. A row that is all zero or all NaN means that the sample lacks the modality.
   * @throws ModelError for an unknown modality, a wrong width, unequal row counts or a negative refit
   */
  encode(inputs: Readonly<Record<string, Matrix>>, options?: EncodeOptions): Promise<SparseCodes>
  /** Embeddings (n×d) that codes (n×p) stand for in a modality, in the raw embedding space. */
  decode(codes: SparseCodes, modality: string): Promise<Matrix>
  /**
   * Embeddings (n×d) as the model aims to reconstruct them: L2-normalised where the recipe says so,
   * else unchanged. Compare `decode` with these.
   */
  normalize(x: Matrix, modality: string): Matrix
  /** Decoder directions (p×d) of a modality, in centred and scaled space; zero rows do not serve it. */
  atoms(modality: string): Matrix
}
