/** The latents of one group partition, as an activation reads it. */
export interface LatentGroups {
  /** Group of each latent. */
  readonly of: Uint32Array
  /** Number of latents in each group. */
  readonly sizes: Uint32Array
}

/**
 * How pre-activations a become a sparse code. Only positive pre-activations ever fire; ties go to
 * the lower latent.
 *
 * - `relu`: h = max(a, 0)
 * - `topK`: the k largest of each row
 * - `batchTopK`: the rows·k largest of the batch (Bussmann et al., arXiv 2412.06410)
 * - `threshold`: h = a where a > θ, else 0: JumpReLU with one θ per latent (Rajamanoharan et al.,
 *   arXiv 2407.14435), BatchTopK at inference with one θ for all
 * - `groupTopK`: the k largest within the `groups` groups of largest ‖max(a_g, 0)‖₂ / √|g|
 */
export type Activation =
  | { readonly kind: 'relu' }
  | { readonly kind: 'topK'; readonly k: number }
  | { readonly kind: 'batchTopK'; readonly k: number }
  | { readonly kind: 'threshold'; readonly theta: Float32Array }
  | {
      readonly kind: 'groupTopK'
      readonly k: number
      readonly groups: number
      readonly partition: LatentGroups
    }
