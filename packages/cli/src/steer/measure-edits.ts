import type { Model } from '@cmgsae/model'
import { liveLatents, meanCosine } from '@cmgsae/probes'
import type { SparseCodes } from '@cmgsae/tensor'
import { applyEdits, flipped, randomised, type Edit } from './edits.ts'
import { meanCosines, type Landmarks } from './landmarks.ts'

/** What edits do to the decoded samples in one modality. */
export interface Shift {
  readonly modality: string
  /** Mean cosine of each sample's reconstruction with itself before. */
  readonly kept: number
  /** Per landmark: mean cosine before, and its change by the edits and by each control. */
  readonly names: readonly string[]
  readonly ids: readonly number[]
  readonly before: readonly number[]
  readonly change: readonly number[]
  /** The same edits on random groups; null where no other group is live. */
  readonly random: readonly number[] | null
  /** Boosts with their sign turned; null where something else than a boost was asked. */
  readonly flipped: readonly number[] | null
}

/** Decodes the edited codes, and the controls, in every modality. */
export async function measureEdits(
  model: Model,
  codes: SparseCodes,
  edits: readonly Edit[],
  landmarks: readonly Landmarks[],
  seed: number,
): Promise<Shift[]> {
  const random = randomised(edits, model.partition, liveLatents([codes]), seed)
  const turned = flipped(edits)
  const edited = applyEdits(codes, edits)
  const shifts: Shift[] = []
  for (const marks of landmarks) {
    const { modality, names, ids } = marks
    const decodedBefore = await model.decode(codes, modality)
    const before = meanCosines(decodedBefore, marks)
    const changeBy = async (other: SparseCodes) => {
      const after = meanCosines(await model.decode(other, modality), marks)
      return Array.from(after, (value, l) => value - before[l]!)
    }
    shifts.push({
      modality,
      kept: meanCosine(decodedBefore, await model.decode(edited, modality)),
      names,
      ids,
      before: Array.from(before),
      change: await changeBy(edited),
      random: random ? await changeBy(applyEdits(codes, random)) : null,
      flipped: turned ? await changeBy(applyEdits(codes, turned)) : null,
    })
  }
  return shifts
}
