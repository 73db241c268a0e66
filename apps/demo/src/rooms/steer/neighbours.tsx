import { memo } from 'react'
import { useRun } from '../../app/run-context.ts'
import type { ModalitySummary, SampleHits, Steering } from '../../engine/types.ts'
import { SampleInModality } from '../../query/index.ts'
import { classes } from '../../ui/classes.ts'
import { Card, ModalityBadge, Skeleton } from '../../ui/display/index.ts'
import { score } from './in-words.ts'

/** Samples shown of each modality. */
export const NEIGHBOURS = 6

/** What the reconstructions in all modalities are nearest to, now and before the edits. */
export const Neighbours = memo(function Neighbours({
  steering,
  before,
}: {
  readonly steering: Steering | undefined
  readonly before: Steering | undefined
}) {
  const { modalities } = useRun().summary
  return (
    <Card
      title="Now nearest to"
      aside={
        <span className="flex items-center gap-2 text-xs text-faint">
          <span aria-hidden="true" className="h-3.5 w-0.5 rounded-full bg-accent" />
          new through your changes
        </span>
      }
    >
      <div className="grid gap-x-6 gap-y-6 md:grid-cols-3">
        {modalities.map((modality) => (
          <Column
            key={modality.name}
            modality={modality}
            hits={steering?.modalities[modality.name]?.nearest}
            before={before?.modalities[modality.name]?.nearest}
            kept={steering?.modalities[modality.name]?.kept}
          />
        ))}
      </div>
    </Card>
  )
})

function Column({
  modality,
  hits,
  before,
  kept,
}: {
  readonly modality: ModalitySummary
  readonly hits: SampleHits | undefined
  readonly before: SampleHits | undefined
  readonly kept: number | undefined
}) {
  const pictures = modality.kind === 'image'
  const samples = hits
    ? Array.from(hits.samples)
    : Array.from({ length: NEIGHBOURS }, () => undefined)
  return (
    <section aria-label={`Nearest in ${modality.name}`} className="flex min-w-0 flex-col gap-2.5">
      <div className="flex items-baseline justify-between gap-2 text-xs text-faint">
        <ModalityBadge kind={modality.kind} name={modality.name} />
        <span title="Cosine of the reconstruction with the one before the changes">
          {kept === undefined ? '' : `likeness to before ${score(kept)}`}
        </span>
      </div>
      <ul className={pictures ? 'grid grid-cols-3 gap-3 md:grid-cols-2' : 'flex flex-col gap-3'}>
        {samples.map((sample, at) => {
          if (sample === undefined) {
            return (
              <li key={at}>
                <Skeleton className={pictures ? 'aspect-square' : 'h-11'} />
              </li>
            )
          }
          const isNew = before !== undefined && !before.samples.includes(sample)
          return (
            <li
              key={sample}
              className={classes(
                'relative min-w-0 before:absolute before:w-0.5 before:rounded-full before:content-[""]',
                'before:inset-y-0',
                pictures ? 'before:-left-1.5' : 'h-11 before:-left-2.5',
                // What is longer would move all that is below it while the hand moves.
                modality.kind === 'text' ? '[&>a]:line-clamp-2' : '[&>a]:line-clamp-1',
                isNew ? 'before:bg-accent' : 'before:bg-transparent',
              )}
            >
              <SampleInModality sample={sample} modality={modality} />
              {isNew && <span className="sr-only">, new</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
