import { useRun } from '../../app/run-context.ts'
import { groupColour } from '../../ui/display/index.ts'
import type { GroupPart } from './anatomy.ts'

/** What the groups bring to a reconstruction, side by side; those that take away are left out. */
export function ShareBar({
  parts,
  modality,
}: {
  readonly parts: readonly GroupPart[]
  readonly modality: string
}) {
  const { groupName } = useRun()
  const giving = parts.filter(({ share }) => share > 0)
  const all = giving.reduce((sum, { share }) => sum + share, 0)
  const label = giving.map(({ group, share }) => `${groupName(group)} ${percent(share)}`).join(', ')
  return (
    <div
      role="img"
      aria-label={`What each group brings to the ${modality}: ${label}`}
      className="flex h-4 gap-px overflow-hidden rounded-full"
    >
      {giving.map(({ group, share }) => (
        <span
          key={group}
          title={`${groupName(group)} ${percent(share)}`}
          className="transition-[width] duration-300 ease-calm"
          style={{ width: `${(100 * share) / all}%`, background: groupColour(group) }}
        />
      ))}
    </div>
  )
}

export const percent = (share: number): string => `${Math.round(100 * share)} %`.replace('-', '−')
