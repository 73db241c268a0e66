import type { Model } from '@cmgsae/model'
import type { Activations } from '../codes/activations.ts'
import type { Samples } from '../samples/samples.ts'
import type { ConceptTable, LatentTable, Partition } from '../types.ts'
import { conceptTable } from './concept-table.ts'

/** What every room shows concepts by. */
export interface Tables {
  readonly latents: LatentTable
  readonly groups: ConceptTable
}

type Parts = Readonly<Record<string, Activations>>
type Labels = Pick<Samples, 'labels' | 'classes'>

/** Columns over the latents, from their activations by modality. */
export function latentTable(
  parts: Parts,
  model: Model,
  { of }: Partition,
  { labels, classes }: Labels,
): LatentTable {
  const serves = model.modalities.map(({ name }) => [
    name,
    Uint8Array.from({ length: model.latents }, (_, i) => Number(model.serves(i, name))),
  ])
  return {
    ...conceptTable(parts, labels, classes.length, new Uint32Array(model.latents).fill(1)),
    group: of.slice(),
    serves: Object.fromEntries(serves) as LatentTable['serves'],
  }
}

/** The same columns over the groups, from theirs. */
export function groupTable(
  parts: Parts,
  { names, of }: Partition,
  { labels, classes }: Labels,
): ConceptTable {
  const size = new Uint32Array(names.length)
  for (const g of of) size[g]!++
  return conceptTable(parts, labels, classes.length, size)
}
