import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { ModalitySummary } from '../../engine/types.ts'
import type { Asked } from '../../query/index.ts'
import { Button } from '../../ui/controls/index.ts'
import { EmptyState } from '../../ui/display/index.ts'
import { agreement, ofClass } from './compare-hits.ts'
import type { Filters } from './filters.ts'
import { HitList, type Hit } from './hit-list.tsx'
import { FEW, MOST } from './search.ts'

/** Hits by the concepts they share, beside hits by the embeddings alone. */
export function Results({
  asked: { thing, query, error },
  to,
  include,
  exclude,
  count,
  onCount,
  onFilter,
}: Filters & {
  readonly asked: Asked
  readonly to: ModalitySummary
  readonly count: number
  readonly onCount: (count: number) => void
  readonly onFilter: (filters: Filters) => void
}) {
  const { summary } = useRun()
  const { id, samples } = summary
  const own = thing.kind === 'sample' ? thing.sample : undefined
  // Nothing is learned from finding a sample by the very modality that is searched.
  const isFound = query && 'sample' in query && (query.modality ?? to.name) === to.name
  const asking = query && { run: id, query, modality: to.name, count: count + 1 }
  const shown = <H extends Hit>(hits: readonly H[]) =>
    hits.filter(({ sample }) => !isFound || sample !== own).slice(0, count)
  const found = useAnswer(
    (engine) => asking && engine.search({ ...asking, include, exclude, reasons: 4 }).then(shown),
    [id, query, to.name, include, exclude, count],
  )
  const near = useAnswer(
    (engine) =>
      asking &&
      engine
        .nearest({ ...asking, space: 'dense' })
        .then(({ samples: hits, scores }) =>
          shown(Array.from(hits, (sample, at) => ({ sample, score: scores[at]! }))),
        ),
    [id, query, to.name, count],
  )
  if (!query && (error || (thing.kind === 'file' && !thing.held))) {
    return (
      <EmptyState icon="search" title="Nothing to search with yet">
        Ask with a sample, a picture, a sound or a few words.
      </EmptyState>
    )
  }
  const [byCode, dense] = [found.data, near.data]
  const numbers = [byCode, dense].map((hits) => hits?.map(({ sample }) => sample) ?? [])
  const { ranks, both } = agreement(numbers[0]!, numbers[1]!)
  const wanted = own === undefined ? -1 : samples.labels[own]!
  const right = numbers.map((hits) => ofClass(hits, samples.labels, wanted))
  const className = samples.classes[wanted]
  const aside = (at: 0 | 1) =>
    right[at] === undefined || numbers[at]!.length === 0
      ? undefined
      : `${right[at]} of ${numbers[at]!.length} are ${className}`
  const filtered = include.length + exclude.length > 0
  // A line for each rank, which the two sides share.
  const lines = Math.max(1, ...[byCode, dense].map((hits) => hits?.length ?? count))
  const same = { to, own, wanted, count, lines }

  return (
    <section
      aria-label="Hits"
      aria-busy={found.waiting || near.waiting}
      className="flex min-w-0 flex-col gap-4"
    >
      <div
        className="grid grid-cols-2 gap-x-4 sm:gap-x-8"
        style={{ gridTemplateRows: `auto repeat(${lines}, auto)` }}
      >
        <HitList
          {...same}
          title="By concepts"
          about="Nearest by the concepts that both light."
          aside={aside(0)}
          hits={byCode}
          error={found.error}
          otherRanks={ranks[1]}
          otherName="by embedding"
          filters={{ include, exclude }}
          onFilter={onFilter}
          none={
            filtered
              ? 'No sample has all you ask for; take a concept away.'
              : `No sample of ${to.name} lights any of its concepts.`
          }
        />
        <HitList
          {...same}
          title="By embedding"
          about={
            filtered
              ? 'Concepts cannot be asked for here: embeddings have none.'
              : 'Nearest without concepts, and without reasons.'
          }
          aside={aside(1)}
          hits={dense}
          error={near.error}
          otherRanks={ranks[0]}
          otherName="by concepts"
          none="There is nothing near."
        />
      </div>
      {byCode && dense && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-soft">
            {both} of {Math.max(numbers[0]!.length, numbers[1]!.length)} hits are on both sides.
          </p>
          {count < MOST && dense.length === count && (
            <Button onClick={() => onCount(Math.min(MOST, count + FEW))}>Show more</Button>
          )}
        </div>
      )}
    </section>
  )
}
