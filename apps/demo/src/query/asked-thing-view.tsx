import { useRun } from '../app/run-context.ts'
import type { Progress } from '../engine/api.ts'
import type { RunSummary } from '../engine/types.ts'
import { Caption, EmptyState, ErrorNote, ProgressBar } from '../ui/display/index.ts'
import { Picture, Player, SampleCard } from '../ui/samples/index.ts'
import { sampleError } from './asked-thing.ts'
import type { HeldFile } from './held-files.ts'
import { kindOfFile } from './takers.ts'
import type { Asked } from './use-asked.ts'

/** On narrow screens, a sample's first side stands beside the others. */
const besides =
  'max-lg:grid max-lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] max-lg:content-start max-lg:gap-x-4 max-lg:[&>:first-child]:row-span-4 max-lg:[&>:first-child]:self-start'

/** The thing itself: to see, hear and read, or why it is not there. */
export function AskedThingView({ asked: { thing, progress, error } }: { readonly asked: Asked }) {
  const { summary } = useRun()
  const pictured = summary.modalities[0]!.kind === 'image'
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {thing.kind === 'sample' && !sampleError(thing, summary) && (
        <SampleCard
          sample={thing.sample}
          size="md"
          footer={footerOf(thing.sample, summary)}
          {...(pictured && { className: besides })}
        />
      )}
      {thing.kind === 'text' && <Caption large>{thing.text}</Caption>}
      {thing.kind === 'file' &&
        (thing.held ? (
          <FileView held={thing.held} isBroken={error !== undefined} />
        ) : (
          <EmptyState icon="folder" title={`${thing.name} is not here any more`}>
            A file that you give stays on your computer, so the page forgets it when it is loaded
            anew. Give it again below.
          </EmptyState>
        ))}
      {progress && <Embedding {...progress} />}
      {error && <ErrorNote error={error} />}
    </div>
  )
}

/** How far the download of the encoder is; once it is here, there is nothing to count. */
function Embedding({ done, total, what }: Progress) {
  return total > 1 && done < total ? (
    <ProgressBar what={what} share={done / total} />
  ) : (
    <p role="status" className="min-h-6.5 text-xs text-soft">
      The encoder is at work; its first time takes a while…
    </p>
  )
}

function FileView({
  held: { file, url },
  isBroken,
}: {
  readonly held: HeldFile
  readonly isBroken: boolean
}) {
  const kind = kindOfFile(file.type)
  const media = { kind: 'files', urls: { file: [url] } } as const
  const shown = { media, modality: 'file', sample: 0 }
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      {!isBroken && kind === 'image' && <Picture {...shown} alt={file.name} />}
      {!isBroken && kind === 'audio' && <Player {...shown} label={file.name} />}
      <figcaption className="truncate text-sm">{file.name}</figcaption>
    </figure>
  )
}

function footerOf(sample: number, { samples }: RunSummary): string {
  const { labels, classes, heldOut } = samples
  const parts = [`sample ${sample}`, classes[labels[sample]!]]
  if (heldOut.length > 0) parts.push(heldOut.includes(sample) ? 'not trained on' : 'trained on')
  return parts.filter(Boolean).join(' · ')
}
