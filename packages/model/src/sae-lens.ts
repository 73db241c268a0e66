import { float32Tensor, serializeSafetensors, type SafeTensor } from '@cmgsae/tensor'
import type { ModelState } from './autoencoder.ts'
import { ModelError } from './errors.ts'
import { layout } from './layout.ts'

/**
 * One modality's slice of a model as a SAELens (≥ 6) checkpoint: `cfg` for cfg.json and the bytes
 * of sae_weights.safetensors. Centring, scaling, gain and rescaling are folded into the weights, so
 * the SAE takes embeddings as this model does (L2-normalised, if the recipe says so):
 * a = W_encᵀ(x − b_dec) + b_enc, x̂ = W_decᵀ z + b_dec. Latents that do not serve it are left out.
 * @throws ModelError for group-TopK, which SAELens does not know
 */
export function toSaeLens(
  state: ModelState,
  modality: string,
): { cfg: Record<string, unknown>; weights: Uint8Array[]; latents: Uint32Array } {
  const { modalities, recipe, parameters, normalizations } = state
  const s = modalities.findIndex(({ name }) => name === modality)
  if (s < 0) {
    const known = modalities.map(({ name }) => name).join(', ')
    throw new ModelError(`unknown modality "${modality}"; this model knows ${known}`)
  }
  if (recipe.activation.kind === 'groupTopK') {
    throw new ModelError('SAELens has no group-TopK activation; export a TopK or JumpReLU model')
  }
  const plan = layout(modalities, state.latents, recipe)
  const { w, x, width } = plan.spans[s]!
  const read = plan.encoderSpans[s]!.w
  const latents = Uint32Array.from(
    plan.ranges[s]!.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)),
  )
  const p = latents.length
  const { mean, scale } = normalizations[s]!
  const rescaling = recipe.encoding === 'together' ? plan.sampleWidth / width : 1
  const encoder = parameters.encoder ?? parameters.decoder
  const wEnc = new Float32Array(width * p)
  const wDec = new Float32Array(p * width)
  const bEnc = new Float32Array(p)
  const bDec = new Float32Array(width)
  const threshold = new Float32Array(p)
  // JumpReLU has a threshold per latent, BatchTopK one per kind of code.
  const thetaOf = (latent: number) =>
    recipe.activation.kind === 'jumpReLU' ? latent : recipe.encoding === 'together' ? 0 : s
  for (let i = 0; i < p; i++) {
    const latent = latents[i]!
    const gain = parameters.gain?.[latent] ?? 1
    for (let j = 0; j < width; j++) {
      const entry = encoder[latent * plan.encoderWidth + read + j]!
      wEnc[j * p + i] = entry * gain * scale * rescaling
      wDec[i * width + j] = parameters.decoder[latent * plan.atomWidth + w + j]! / scale
    }
    bEnc[i] = parameters.bias[latent]!
    threshold[i] = Math.max(0, parameters.theta?.[thetaOf(latent)] ?? 0)
  }
  for (let j = 0; j < width; j++) bDec[j] = mean[j]! + parameters.center[x + j]! / scale

  const architecture = parameters.theta
    ? 'jumprelu'
    : recipe.activation.kind === 'topK'
      ? 'topk'
      : 'standard'
  const tensors: Record<string, SafeTensor> = {
    W_enc: float32Tensor(wEnc, [width, p]),
    b_enc: float32Tensor(bEnc, [p]),
    W_dec: float32Tensor(wDec, [p, width]),
    b_dec: float32Tensor(bDec, [width]),
    ...(architecture === 'jumprelu' && { threshold: float32Tensor(threshold, [p]) }),
  }
  return {
    cfg: {
      d_in: width,
      d_sae: p,
      dtype: 'float32',
      device: 'cpu',
      apply_b_dec_to_input: true,
      normalize_activations: 'none',
      reshape_activations: 'none',
      architecture,
      ...(recipe.activation.kind === 'topK' && {
        k: recipe.activation.k,
        rescale_acts_by_decoder_norm: false,
      }),
      metadata: {
        sae_lens_version: '6.0.0',
        made_by: 'cmgsae',
        modality,
        preset: recipe.preset,
        input: recipe.unit ? 'L2-normalised embeddings' : 'embeddings',
      },
    },
    weights: serializeSafetensors(tensors),
    latents,
  }
}
