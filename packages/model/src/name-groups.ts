import type { Backend } from '@cmgsae/tensor'
import { createModel, type ModelState } from './autoencoder.ts'
import { distinct, type Classes } from './groups.ts'
import { gatherPortion, portionOf } from './row-source.ts'
import { sampleRows, type TrainingSamples } from './samples.ts'

/** A second class joins the name of a group that is at least this much as active for it. */
const SECOND = 0.5

/**
 * A model whose groups are named after the one or two classes they are most active for: by the mean of
 * ‖z_g‖₂ over a class's samples, all modalities together. Groups that never fire for a sample with a
 * class keep their names. Nothing but names changes.
 */
export async function nameGroups(
  state: ModelState,
  { embeddings, rows, seed }: Omit<TrainingSamples, 'statistics'>,
  classes: Classes,
  backend: Backend,
): Promise<ModelState> {
  const { names, of } = state.partition
  const known = sampleRows(
    rows.filter((r) => classes.of[r]! >= 0),
    seed,
  )
  const matrices = gatherPortion(await portionOf(embeddings, known))
  const model = createModel(state, backend)
  const count = classes.names.length
  const activity = new Float64Array(names.length * count)
  const samples = new Uint32Array(count)
  for (const r of known) samples[classes.of[r]!]!++
  const squares = new Float64Array(names.length)
  for (const [s, { name }] of state.modalities.entries()) {
    const { offsets, indices, values } = await model.encode({ [name]: matrices[s]! })
    known.forEach((r, n) => {
      squares.fill(0)
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
        squares[of[indices[e]!]!]! += values[e]! * values[e]!
      }
      const c = classes.of[r]!
      squares.forEach((square, g) => (activity[g * count + c]! += Math.sqrt(square) / samples[c]!))
    })
  }
  const named = names.map((name, g) => {
    const own = activity.subarray(g * count, (g + 1) * count)
    const [first, second] = [...own.keys()].sort((a, b) => own[b]! - own[a]! || a - b)
    if (first === undefined || own[first] === 0) return name
    const joins = second !== undefined && own[second]! >= SECOND * own[first]!
    return [first, ...(joins ? [second] : [])].map((c) => classes.names[c]).join(', ')
  })
  return { ...state, partition: { names: distinct(named), of } }
}
