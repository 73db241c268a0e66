import type { Model } from '@cmgsae/model'
import type { Matrix } from '@cmgsae/tensor'
import { checkNotEmpty, checkSameRows } from './check.ts'
import { fve } from './fve.ts'
import { meanCosine } from './mean-cosine.ts'

/** One modality's name and embeddings (n×d_s). */
export interface NamedInput {
  readonly modality: string
  readonly x: Matrix
}

export interface CrossModalPrediction {
  readonly fve: number
  readonly cosine: number
  /** Predicted embeddings, n×d_b. */
  readonly prediction: Matrix
}

/**
 * Cross-modal prediction: modality b decoded from the code of modality a alone,
 * x̂_b = decode_b(encode(x_a)), scored by FVE and mean row cosine against the true x_b in the raw
 * embedding space. Set it beside `ridge` on the same pairs.
 * @throws ProbeError for unequal rows; ModelError for modalities the model does not know
 */
export async function crossModalPrediction(
  model: Pick<Model, 'encode' | 'decode'>,
  from: NamedInput,
  to: NamedInput,
  { signal }: { signal?: AbortSignal } = {},
): Promise<CrossModalPrediction> {
  checkSameRows(from.x, to.x, `${from.modality} and ${to.modality}`)
  checkNotEmpty(from.x, from.modality)
  const codes = await model.encode({ [from.modality]: from.x }, signal ? { signal } : {})
  const prediction = await model.decode(codes, to.modality)
  return {
    fve: fve(to.x, prediction),
    cosine: meanCosine(to.x, prediction),
    prediction,
  }
}
