import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useRun } from '../../app/run-context.ts'
import { GroupSwatch } from '../../ui/display/index.ts'
import { withConcept, type Filters } from './filters.ts'

/** A concept that a hit shares with the query, its share of the score, and what to do about it. */
export function ReasonChip({
  latent,
  share,
  filters,
  onFilter,
}: {
  readonly latent: number
  readonly share: number
  readonly filters: Filters
  readonly onFilter: (filters: Filters) => void
}) {
  const { latentName, groupName, partition } = useRun()
  const details = useRef<HTMLDetailsElement>(null)
  const group = partition.of[latent]!
  const name = latentName(latent)
  const percent = `${Math.round(100 * share)} %`
  const choose = (side: keyof Filters) => {
    details.current!.open = false
    onFilter(withConcept(filters, { kind: 'latent', index: latent }, side))
  }
  return (
    <li className="max-w-full min-w-0">
      <details
        ref={details}
        className="relative"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          details.current!.open = false
          details.current!.querySelector('summary')!.focus()
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) details.current!.open = false
        }}
      >
        <summary className="flex h-7 list-none items-center gap-1.5 rounded-full border border-line bg-surface px-2 text-xs transition-colors hover:bg-sunken [&::-webkit-details-marker]:hidden">
          <GroupSwatch group={group} />
          <span className="min-w-0 truncate">
            {name} <span className="text-faint">#{latent}</span>
          </span>
          <span className="shrink-0">
            {percent}
            <span className="sr-only"> of the score</span>
          </span>
        </summary>
        <div className="absolute left-0 z-20 mt-1 flex w-48 flex-col rounded-md border border-line bg-surface p-1 shadow-lg">
          <p className="px-3 py-1.5 text-xs text-faint">
            Concept {latent}, of {groupName(group)}
          </p>
          {(['include', 'exclude'] as const).map((side) => (
            <button
              key={side}
              type="button"
              onClick={() => choose(side)}
              className="rounded-sm px-3 py-1.5 text-left text-sm hover:bg-sunken"
            >
              {side === 'include' ? 'Only hits with it' : 'No hits with it'}
            </button>
          ))}
          <Link
            to="/concepts"
            search={{ latent }}
            className="rounded-sm px-3 py-1.5 text-sm hover:bg-sunken"
          >
            All about it
          </Link>
        </div>
      </details>
    </li>
  )
}
