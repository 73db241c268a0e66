import type { RecipeOverrides } from '@cmgsae/model'
import type { ModalitySummary } from '../../engine/types.ts'

/** What suits the data where the preset leaves it open: groups named after clusters of texts. */
export function startingChoices(
  preset: string,
  modalities: readonly ModalitySummary[],
): RecipeOverrides {
  const text = modalities.find(({ kind }) => kind === 'text')
  if (preset !== 'cmgsae' || !text) return {}
  return { groups: { kind: 'clusters', modality: text.name, size: 16 } }
}
