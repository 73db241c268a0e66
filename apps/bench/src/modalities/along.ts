import type { Model } from '@cmgsae/model'
import type { Matrix } from '@cmgsae/tensor'
import { MODALITIES } from './planted-world.ts'

/**
 * From the first modality of the way to the last, decoded and encoded again on every stop, by the
 * model of each leg; a way of one modality is its own reconstruction.
 */
export async function along(
  modelOf: (a: number, b: number) => Model,
  way: readonly number[],
  from: Matrix,
): Promise<Matrix> {
  const [start, ...stops] = way
  let [a, x] = [start!, from]
  for (const b of stops.length > 0 ? stops : [a]) {
    const model = modelOf(a, b)
    x = await model.decode(await model.encode({ [MODALITIES[a]!.name]: x }), MODALITIES[b]!.name)
    a = b
  }
  return x
}
