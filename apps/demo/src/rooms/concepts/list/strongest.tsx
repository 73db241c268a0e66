import { useRun } from '../../../app/run-context.ts'
import { useAnswer } from '../../../app/use-answer.ts'
import type { Concept } from '../../../engine/types.ts'
import { Picture, sampleTitle } from '../../../ui/samples/index.ts'

/** Rows that a scroll passes by ask for nothing. */
const PAUSE = 60

/**
 * The samples that light a concept most in its main modality: as small pictures, or the first of them
 * in words where there are none.
 */
export function Strongest({
  concept: { kind, index },
  modality,
  count,
}: {
  readonly concept: Concept
  /** Null for one that never fires. */
  readonly modality: string | null
  readonly count: number
}) {
  const { summary } = useRun()
  const { media } = summary.samples
  const image = summary.modalities.find((candidate) => candidate.kind === 'image')
  const { data } = useAnswer(
    (engine, signal) =>
      modality === null
        ? undefined
        : pause(signal).then(() =>
            engine.topSamples({ run: summary.id, concept: { kind, index }, modality, count }),
          ),
    [summary.id, kind, index, modality, count],
  )
  if (modality === null) return <span className="text-xs text-faint">never fires</span>
  const samples = [...(data?.samples ?? [])]
  if (!image)
    return (
      <span className="text-soft">
        {samples[0] !== undefined && sampleTitle(summary, samples[0])}
      </span>
    )
  return (
    <span className="flex gap-1" aria-hidden="true">
      {Array.from({ length: data ? samples.length : count }, (_, at) =>
        samples[at] === undefined ? (
          <span key={at} className="size-9 rounded-sm bg-sunken" />
        ) : (
          <Picture
            key={at}
            {...{ media, modality: image.name, sample: samples[at] }}
            alt=""
            className="size-9 rounded-sm"
          />
        ),
      )}
    </span>
  )
}

async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE))
  signal.throwIfAborted()
}
