import { useRun } from '../../../app/run-context.ts'
import { useAnswer } from '../../../app/use-answer.ts'
import { Card, ErrorNote, Skeleton } from '../../../ui/display/index.ts'
import type { Described } from '../described.ts'
import { ConceptRow } from './concept-row.tsx'

const COUNT = 8

/** The concepts whose directions are most alike. */
export function Neighbours({
  concepts,
  index,
}: {
  readonly concepts: Described
  readonly index: number
}) {
  const { summary, partition } = useRun()
  const { kind } = concepts
  const { data, error } = useAnswer(
    (engine) => engine.neighbours({ run: summary.id, concept: { kind, index }, count: COUNT }),
    [summary.id, kind, index, kind === 'group' && partition],
  )
  return (
    <Card
      title="Neighbours"
      aside={<span className="text-xs text-soft">cosine of directions</span>}
    >
      {error && <ErrorNote error={error} />}
      <ul className="-mx-2 flex flex-col">
        {Array.from({ length: data?.indices.length ?? COUNT }, (_, at) => (
          <li
            key={data?.indices[at] ?? `waiting ${at}`}
            className="flex h-11 flex-col justify-center"
          >
            {data ? (
              <ConceptRow
                concepts={concepts}
                index={data.indices[at]!}
                value={data.scores[at]!.toFixed(2)}
              />
            ) : (
              <Skeleton className="mx-2 h-6" />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
