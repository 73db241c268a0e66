import type { ReactNode } from 'react'
import type { ModalitySummary, SampleHits } from '../engine/types.ts'
import { ModalityBadge, Skeleton } from '../ui/display/index.ts'
import { SampleInModality } from './sample-in-modality.tsx'

/** Samples of one modality, best first: pictures side by side, the rest below each other. */
export function SampleStrip({
  modality,
  hits,
  count,
  note,
}: {
  readonly modality: ModalitySummary
  /** Undefined while they are on their way. */
  readonly hits: Pick<SampleHits, 'samples'> | undefined
  /** As many as there will be. */
  readonly count: number
  readonly note?: ReactNode
}) {
  const pictures = modality.kind === 'image'
  const samples: readonly (number | undefined)[] = hits
    ? Array.from(hits.samples)
    : Array.from({ length: count }, () => undefined)
  return (
    <div className="flex min-w-0 flex-col gap-2.5">
      <div className="flex items-baseline justify-between gap-2 text-xs text-faint">
        <ModalityBadge kind={modality.kind} name={modality.name} />
        {note}
      </div>
      {samples.length === 0 && <p className="text-sm text-faint">none</p>}
      <ul
        className={
          pictures
            ? `grid gap-2 sm:grid-cols-2 ${count % 3 === 0 ? 'grid-cols-3' : 'grid-cols-4'}`
            : 'flex flex-col gap-3'
        }
      >
        {samples.map((sample, at) => (
          <li key={at} className="min-w-0">
            {sample === undefined ? (
              <Skeleton className={pictures ? 'aspect-square' : 'h-11'} />
            ) : (
              <SampleInModality sample={sample} modality={modality} />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
