import { useRun } from '../../../app/run-context.ts'
import type { Concept } from '../../../engine/types.ts'
import { GroupSwatch } from '../../../ui/display/index.ts'
import type { Described } from '../described.ts'
import { Strongest } from '../list/strongest.tsx'
import { ConceptLink } from './concept-link.tsx'

/** A concept as a line that leads to its page. */
export function ConceptRow({
  concepts,
  index,
  value,
}: {
  readonly concepts: Described
  readonly index: number
  /** A figure at the end, such as a cosine. */
  readonly value: string
}) {
  const { partition } = useRun()
  const { kind, names, modalities, main } = concepts
  const concept: Concept = { kind, index }
  return (
    <ConceptLink
      concept={concept}
      className="flex min-h-11 items-center gap-3 rounded-md px-2 text-sm -outline-offset-2 hover:bg-sunken"
    >
      <GroupSwatch group={kind === 'latent' ? partition.of[index]! : index} />
      <span className="min-w-0 flex-1 truncate">
        {names[index]} <span className="text-xs text-faint">#{index}</span>
      </span>
      <span className="max-w-40 truncate">
        <Strongest concept={concept} modality={modalities[main[index]!] ?? null} count={3} />
      </span>
      <span className="w-11 text-right text-xs text-soft">{value}</span>
    </ConceptLink>
  )
}
