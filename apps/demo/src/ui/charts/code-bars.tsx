import { useRun } from '../../app/run-context.ts'
import type { Code } from '../../engine/types.ts'
import { groupColour } from '../display/group-swatch.tsx'

/** The strongest groups of a code as bars, each of its latents a segment. */
export function CodeBars({
  code,
  count = 8,
  label,
  onGroup,
  onLatent,
}: {
  readonly code: Pick<Code, 'indices' | 'values' | 'groups'>
  /** Groups to show. */
  readonly count?: number
  readonly label: string
  readonly onGroup?: (group: number) => void
  readonly onLatent?: (latent: number) => void
}) {
  const { partition, groupName, latentName } = useRun()
  const strongest = [...code.groups.keys()]
    .filter((g) => code.groups[g]! > 0)
    .sort((a, b) => code.groups[b]! - code.groups[a]!)
    .slice(0, count)
  const most = code.groups[strongest[0] ?? 0] ?? 1
  return (
    <ul aria-label={label} className="flex min-w-0 flex-col gap-2">
      {strongest.map((group) => {
        const own = [...code.indices.keys()].filter((e) => partition.of[code.indices[e]!] === group)
        const all = own.reduce((sum, e) => sum + code.values[e]!, 0)
        const name = groupName(group)
        return (
          <li key={group} className="flex flex-col gap-1">
            <div className="flex items-baseline justify-between gap-3 text-sm">
              {onGroup ? (
                <button
                  type="button"
                  onClick={() => onGroup(group)}
                  className="min-w-0 truncate text-left hover:underline"
                >
                  {name}
                </button>
              ) : (
                <span className="min-w-0 truncate">{name}</span>
              )}
              <span className="text-xs text-faint">{code.groups[group]!.toFixed(2)}</span>
            </div>
            <div
              className="flex h-2.5 gap-px overflow-hidden rounded-full transition-[width] duration-300 ease-calm"
              style={{ width: `${(100 * code.groups[group]!) / most}%` }}
            >
              {own.map((e) => {
                const latent = code.indices[e]!
                const style = {
                  width: `${(100 * code.values[e]!) / all}%`,
                  background: groupColour(group),
                }
                const title = `${latentName(latent)} (#${latent}) ${code.values[e]!.toFixed(2)}`
                return onLatent ? (
                  <button
                    key={latent}
                    type="button"
                    title={title}
                    aria-label={title}
                    onClick={() => onLatent(latent)}
                    style={style}
                    className="hover:opacity-70"
                  />
                ) : (
                  <span key={latent} title={title} style={style} />
                )
              })}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
