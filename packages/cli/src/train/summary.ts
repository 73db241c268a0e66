import type { Reconstruction } from '../measure/reconstruction.ts'
import { formatCount, formatScore, formatShare } from '../terminal/format.ts'
import type { Style } from '../terminal/style.ts'
import { renderTable } from '../terminal/table.ts'

/** The table a finished training ends with. */
export function renderReconstruction(
  { modalities, dead, latents, groups }: Reconstruction,
  style: Style,
): string {
  const table = renderTable(
    [
      { title: 'modality' },
      { title: 'samples', align: 'right' },
      { title: 'FVE', align: 'right' },
      { title: 'L0', align: 'right' },
      { title: 'active groups', align: 'right' },
    ],
    modalities.map(({ name, samples, fve, l0, activeGroups }) => [
      name,
      formatCount(samples),
      style.bold(formatScore(fve)),
      l0.toFixed(1),
      `${activeGroups.toFixed(1)} of ${formatCount(groups)}`,
    ]),
    { indent: 2, style },
  )
  return `${table}\n\n  dead  ${formatShare(dead)} of ${formatCount(latents)} latents`
}
