import { Link } from '@tanstack/react-router'
import { useRun } from '../app/run-context.ts'
import type { ModalitySummary } from '../engine/types.ts'
import { Picture, Player, sampleTitle } from '../ui/samples/index.ts'
import type { AskedSearch } from './asked.ts'

/** A sample in one modality; a picture or its words lead to the sample. */
export function SampleInModality({
  sample,
  modality: { name, kind },
}: {
  readonly sample: number
  readonly modality: ModalitySummary
}) {
  const { summary } = useRun()
  const title = sampleTitle(summary, sample)
  const shown = { media: summary.samples.media, modality: name, sample }
  // Whoever goes from sample to sample keeps what narrows the list of samples.
  const search = ({ find, class: wanted, into }: AskedSearch & { into?: string | undefined }) => ({
    find,
    class: wanted,
    into,
    sample,
  })
  if (kind === 'image') {
    return (
      <Link to="/sample" search={search} aria-label={title} title={title} className="block">
        <Picture {...shown} alt="" className="transition-opacity hover:opacity-80" />
      </Link>
    )
  }
  return (
    <>
      {kind === 'audio' && <Player {...shown} label={title} size="sm" />}
      <Link
        to="/sample"
        search={search}
        className={
          kind === 'text'
            ? 'block font-serif leading-snug text-pretty hover:underline'
            : 'line-clamp-2 text-xs text-soft hover:underline'
        }
      >
        {title}
      </Link>
    </>
  )
}
