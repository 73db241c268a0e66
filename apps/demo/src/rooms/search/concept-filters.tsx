import { useMemo } from 'react'
import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { Concept, Query } from '../../engine/types.ts'
import { Combobox, Icon } from '../../ui/controls/index.ts'
import { GroupSwatch } from '../../ui/display/index.ts'
import { keyOf } from './concept-keys.ts'
import { withConcept, type Filters } from './filters.ts'
import { namedConcepts, suggested, type NamedConcept } from './named-concepts.ts'

/** Names that are suggested at once. */
const SUGGESTED = 40

/** Which concepts hits must have and must not have, as chips, found by name. */
export function ConceptFilters({
  query,
  include,
  exclude,
  onChange,
}: Filters & {
  readonly query: Query | undefined
  readonly onChange: (filters: Filters) => void
}) {
  const run = useRun()
  const all = useMemo(() => namedConcepts(run), [run])
  const byKey = useMemo(() => new Map(all.map((concept) => [concept.key, concept])), [all])
  const code = useAnswer((engine) => query && engine.code({ run: run.summary.id, query }), [query])
  const lit = useMemo(() => {
    if (!code.data) return all
    const { indices, values } = code.data
    return [...indices.keys()]
      .sort((a, b) => values[b]! - values[a]!)
      .flatMap((e) => byKey.get(keyOf({ kind: 'latent', index: indices[e]! })) ?? [])
  }, [code.data, byKey])
  const sides = [
    { side: 'include', concepts: include, label: 'Hits must have', look: 'border-accent' },
    { side: 'exclude', concepts: exclude, label: 'Hits must not have', look: 'border-bad' },
  ] as const
  const filters = { include, exclude }
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      {sides.map(({ side, concepts, label, look }) => (
        <div key={side} className="flex min-w-0 flex-col gap-2">
          <Combobox
            label={label}
            placeholder="Name of a concept or a group"
            suggest={(words) =>
              suggested(all, words, { lit, count: SUGGESTED }).map((concept) => ({
                id: concept.key,
                content: <ConceptLine {...concept} />,
              }))
            }
            onPick={(key) => onChange(withConcept(filters, byKey.get(key)!.concept, side))}
          />
          <ul aria-label={label} className="flex flex-wrap gap-1.5 empty:hidden">
            {concepts.map((concept) => (
              <Chip
                key={keyOf(concept)}
                concept={concept}
                look={look}
                onRemove={() => onChange(withConcept(filters, concept, undefined))}
              />
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function ConceptLine({ concept: { kind, index }, name, group }: NamedConcept) {
  return (
    <>
      <GroupSwatch group={group} />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <span className="shrink-0 text-xs text-faint">
        {kind === 'group' ? 'group' : `#${index}`}
      </span>
    </>
  )
}

function Chip({
  concept: { kind, index },
  look,
  onRemove,
}: {
  readonly concept: Concept
  readonly look: string
  readonly onRemove: () => void
}) {
  const { groupName, latentName, partition } = useRun()
  const name = kind === 'group' ? groupName(index) : latentName(index)
  return (
    <li
      className={`flex h-8 max-w-full min-w-0 items-center gap-2 rounded-full border bg-surface pl-2.5 text-sm ${look}`}
    >
      <GroupSwatch group={kind === 'group' ? index : partition.of[index]!} />
      <span className="min-w-0 truncate">{name}</span>
      <span className="shrink-0 text-xs text-faint">
        {kind === 'group' ? 'group' : `#${index}`}
      </span>
      <button
        type="button"
        aria-label={`Take ${name} away`}
        onClick={onRemove}
        className="grid size-8 shrink-0 place-items-center rounded-full text-soft hover:bg-sunken hover:text-ink"
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  )
}
