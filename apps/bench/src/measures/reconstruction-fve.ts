import type { Model } from '@cmgsae/model'
import { fve } from '@cmgsae/probes'
import type { Pairs } from '../datasets/dataset.ts'

/** FVE of each modality reconstructed from itself alone, mean over modalities. */
export async function reconstructionFve(model: Model, { modalities }: Pairs): Promise<number> {
  let sum = 0
  for (const { name, embeddings } of modalities) {
    const codes = await model.encode({ [name]: embeddings })
    sum += fve(model.normalize(embeddings, name), await model.decode(codes, name))
  }
  return sum / modalities.length
}
