import { useRun } from '../../app/run-context.ts'
import { groupColour, Skeleton } from '../../ui/display/index.ts'
import type { LitGroup } from './shared-code.ts'

const SHOWN = 6

/** The groups that both sides light, as lamps: brighter where both say it more. */
export function GlowingGroups({ groups }: { readonly groups: readonly LitGroup[] | undefined }) {
  const { groupName } = useRun()
  if (!groups) return <Skeleton className="h-16 w-full" />
  const [strongest] = groups
  const most = strongest ? Math.min(strongest.first, strongest.second) : 1
  return (
    <ul aria-label="Groups lit by both" className="flex min-h-16 flex-wrap content-start gap-2">
      {groups.slice(0, SHOWN).map(({ group, first, second }) => {
        const share = Math.min(first, second) / most
        return (
          <li
            key={group}
            className="flex items-center gap-2.5 rounded-full border border-line bg-surface py-1 pr-3.5 pl-2.5 text-sm"
          >
            <span
              aria-hidden="true"
              className="size-3 rounded-full transition-shadow duration-500"
              style={{
                background: groupColour(group),
                boxShadow: `0 0 ${4 + 14 * share}px ${1 + 2 * share}px color-mix(in oklab, ${groupColour(group)} ${Math.round(20 + 60 * share)}%, transparent)`,
              }}
            />
            {groupName(group)}
          </li>
        )
      })}
      {groups.length === 0 && (
        <li className="text-sm text-faint">No group is lit by both here; try another.</li>
      )}
    </ul>
  )
}
