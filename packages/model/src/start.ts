import { createRandom, gather, row, unitRows, type LatentRange } from '@cmgsae/tensor'
import { clusterSums } from './k-means.ts'
import { modalityNamed, type Layout } from './layout.ts'
import { atomRadius, encoderFrom, rescale, type Parameters } from './parameters.ts'
import type { Recipe } from './recipe.ts'
import { normalizedRows, rowsWith, type TrainingSamples } from './samples.ts'
import { spread } from './spread.ts'

/**
 * Overwrites atoms, and the encoder's copy of them, with samples that lie far apart: shared ones with
 * the embedding of the recipe's modality and, in the others, the mean of the samples that are nearest
 * to it (where one encoder or one basis reads them alike, the same embedding); private ones with
 * embeddings of their modality. Atoms that no sample is left for keep what they have.
 */
export async function startFromSamples(
  samples: TrainingSamples,
  plan: Layout,
  recipe: Recipe,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<void> {
  if (recipe.start.kind === 'random') return
  const { modality } = recipe.start
  const { length } = plan.modalities
  const from = modality === null ? length - 1 : modalityNamed(plan, modality, 'start.modality')
  const random = createRandom(samples.seed)
  const alike = recipe.sharing !== 'joint'

  async function fill([first, end]: LatentRange, s: number, shared: boolean): Promise<void> {
    if (end === first) return
    const rows = rowsWith(samples, s)
    const units = unitRows(await normalizedRows(samples, s, rows))
    const { seeds, nearest } = await spread(units, end - first, random, signal)
    const own = gather(units, seeds)
    const partOf = async (t: number) => {
      if (t === s || (shared && alike)) return own
      if (!shared) return null
      return unitRows(clusterSums(await normalizedRows(samples, t, rows), nearest, seeds.length))
    }
    const parts = await Promise.all(plan.spans.map((_, t) => partOf(t)))
    // In their order few seeds would all come into the first groups.
    const places = Uint32Array.from({ length: end - first }, (_, i) => first + i)
    random.shuffle(places)
    for (let i = 0; i < seeds.length; i++) {
      const at = places[i]! * plan.atomWidth
      const atom = parameters.decoder.subarray(at, at + plan.atomWidth)
      for (const [t, { w, width }] of plan.spans.entries()) {
        const part = parts[t] && row(parts[t], i)
        if (part?.some((value) => value !== 0)) atom.set(part, w)
        else if (part) rescale(atom.subarray(w, w + width), 1)
      }
      rescale(atom, atomRadius(recipe, shared ? length : 1))
    }
  }

  await fill(plan.sharedLatents, from, true)
  for (const [s, range] of plan.privateLatents.entries()) await fill(range, s, false)
  parameters.encoder?.set(encoderFrom(parameters.decoder, plan))
}
