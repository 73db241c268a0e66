import { useRun } from '../../app/run-context.ts'
import type { ModalitySummary, SearchHit } from '../../engine/types.ts'
import { SampleInModality } from '../../query/index.ts'
import { Icon } from '../../ui/controls/index.ts'
import { ErrorNote, Skeleton } from '../../ui/display/index.ts'
import { sampleTitle } from '../../ui/samples/index.ts'
import type { Filters } from './filters.ts'
import { ReasonChip } from './reason-chip.tsx'

/** A sample with its cosine, and with reasons where there are any. */
export type Hit = Pick<SearchHit, 'sample' | 'score'> & Partial<Pick<SearchHit, 'shared'>>

/** One side of the comparison. */
export function HitList({
  title,
  about,
  aside,
  hits,
  error,
  to,
  own,
  wanted,
  count,
  lines,
  otherRanks,
  otherName,
  filters,
  onFilter,
  none,
}: {
  readonly title: string
  readonly about: string
  readonly aside: string | undefined
  /** Undefined while they are on their way. */
  readonly hits: readonly Hit[] | undefined
  readonly error: Error | undefined
  readonly to: ModalitySummary
  /** The sample that is asked with, and its class. */
  readonly own: number | undefined
  readonly wanted: number
  readonly count: number
  /** Lines of the grid that it lies in, besides its title's. */
  readonly lines: number
  readonly otherRanks: ReadonlyMap<number, number>
  readonly otherName: string
  readonly filters?: Filters
  readonly onFilter?: (filters: Filters) => void
  /** Why there is no hit. */
  readonly none: string
}) {
  const { labels } = useRun().summary.samples
  return (
    <section
      className="grid min-w-0 grid-cols-1 grid-rows-subgrid"
      style={{ gridRow: `span ${lines + 1}` }}
    >
      <header className="flex flex-col gap-0.5 pb-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h2 className="text-base font-semibold">{title}</h2>
          <span className="min-h-4 text-xs text-faint">{aside}</span>
        </div>
        <p className="min-h-10 text-xs text-soft sm:min-h-4">{about}</p>
      </header>
      {(error || hits?.length === 0) && (
        <div className="flex flex-col gap-3 border-t border-line pt-3">
          {error ? <ErrorNote error={error} /> : <p className="text-sm text-faint">{none}</p>}
        </div>
      )}
      <ol
        aria-label={title}
        className="grid min-w-0 grid-cols-1 grid-rows-subgrid empty:hidden"
        style={{ gridRow: `span ${lines}` }}
      >
        {(error ? [] : (hits ?? Array.from({ length: count }, () => undefined))).map((hit, at) => (
          <li key={at} className="min-w-0 border-t border-line py-3">
            {hit ? (
              <HitView
                hit={hit}
                rank={at + 1}
                to={to}
                isOwn={hit.sample === own}
                isRight={wanted >= 0 && labels[hit.sample] === wanted}
                elsewhere={otherRanks.get(hit.sample)}
                otherName={otherName}
                filters={filters}
                onFilter={onFilter}
              />
            ) : (
              <Skeleton className="h-28" />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function HitView({
  hit: { sample, score, shared },
  rank,
  to,
  isOwn,
  isRight,
  elsewhere,
  otherName,
  filters,
  onFilter,
}: {
  readonly hit: Hit
  readonly rank: number
  readonly to: ModalitySummary
  readonly isOwn: boolean
  readonly isRight: boolean
  readonly elsewhere: number | undefined
  readonly otherName: string
  readonly filters: Filters | undefined
  readonly onFilter: ((filters: Filters) => void) | undefined
}) {
  const { summary } = useRun()
  const pictured = to.kind === 'image'
  return (
    <article
      aria-label={`${rank}: ${sampleTitle(summary, sample)}`}
      className={
        pictured ? 'flex min-w-0 flex-col gap-3 sm:flex-row' : 'flex min-w-0 flex-col gap-2'
      }
    >
      <div className={pictured ? 'sm:w-28 sm:shrink-0' : 'flex min-w-0 flex-col gap-1'}>
        <SampleInModality sample={sample} modality={to} />
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        {pictured && <p className="line-clamp-2 text-sm">{sampleTitle(summary, sample)}</p>}
        <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-faint">
          <span>cosine {score.toFixed(2)}</span>
          {isOwn && <span className="font-semibold text-accent">its own {to.name}</span>}
          {isRight && !isOwn && (
            <span className="inline-flex items-center gap-1">
              <Icon name="check" size={12} />
              same class
            </span>
          )}
          {elsewhere !== undefined && (
            <span>
              no. {elsewhere} {otherName}
            </span>
          )}
        </p>
        {shared && filters && onFilter && (
          <ul aria-label="Shared concepts" className="flex min-w-0 flex-wrap gap-1.5">
            {shared.map((reason) => (
              <ReasonChip key={reason.latent} {...reason} filters={filters} onFilter={onFilter} />
            ))}
          </ul>
        )}
      </div>
    </article>
  )
}
