import { Link } from '@tanstack/react-router'
import { useRun } from '../../../app/run-context.ts'
import type { ModalitySummary, SampleHits } from '../../../engine/types.ts'
import { Skeleton } from '../../../ui/display/index.ts'
import { Picture, Player, sampleTitle } from '../../../ui/samples/index.ts'

/** How many samples of each kind fill a card. */
export const SHOWN = { image: 12, audio: 5, text: 6, other: 6 } as const

/** The samples that light a concept most, as they are in a modality; each leads to its own page. */
export function TopSamples({
  modality: { name, kind },
  hits,
}: {
  readonly modality: ModalitySummary
  /** Undefined while they are on their way. */
  readonly hits: SampleHits | undefined
}) {
  const { summary } = useRun()
  const { media } = summary.samples
  const isImage = kind === 'image'
  return (
    <ol
      aria-label={`Samples that light it most in ${name}`}
      className={isImage ? 'grid grid-cols-4 gap-2' : 'flex flex-col gap-2'}
    >
      {Array.from({ length: hits?.samples.length ?? SHOWN[kind] }, (_, at) => {
        const sample = hits?.samples[at]
        if (sample === undefined) {
          return (
            <li key={at}>
              <Skeleton className={isImage ? 'aspect-square' : 'h-9'} />
            </li>
          )
        }
        const title = sampleTitle(summary, sample)
        const strength = hits!.scores[at]!.toFixed(2)
        const link = { to: '/sample', search: { sample } } as const
        if (isImage) {
          return (
            <li key={at}>
              <Link {...link} title={`${title} · ${strength}`} className="block">
                <Picture {...{ media, modality: name, sample }} alt={title} />
              </Link>
            </li>
          )
        }
        return (
          <li key={at} className="flex min-h-9 min-w-0 items-center gap-3">
            {kind === 'audio' && (
              <Player
                {...{ media, modality: name, sample }}
                label={title}
                size="sm"
                className="w-28 shrink-0"
              />
            )}
            <Link
              {...link}
              title={title}
              className="line-clamp-2 min-w-0 flex-1 text-sm leading-snug hover:underline"
            >
              {title}
            </Link>
            <span className="text-xs text-faint">{strength}</span>
          </li>
        )
      })}
    </ol>
  )
}
