import { useMemo } from 'react'
import { useRun } from '../../app/run-context.ts'
import { AskedThingView } from '../../query/asked-thing-view.tsx'
import { askedBy, asking, type AskedSearch } from '../../query/asked.ts'
import { findSamples, searchable } from '../../query/find-samples.ts'
import type { Asked } from '../../query/index.ts'
import { takerOf } from '../../query/takers.ts'
import { WordsForm } from '../../query/words-form.tsx'
import { Choice, Combobox, IconButton } from '../../ui/controls/index.ts'
import { Card } from '../../ui/display/index.ts'
import { Picture, SampleCard, sampleTitle } from '../../ui/samples/index.ts'

/** Samples suggested at a time. */
const SUGGESTED = 8

/** What is steered, small, and how to take something else. */
export function StartingPoint({
  search,
  asked,
  onChange,
}: {
  readonly search: AskedSearch
  readonly asked: Asked
  readonly onChange: (change: AskedSearch) => void
}) {
  const { summary } = useRun()
  const { samples } = summary
  const texts = useMemo(() => searchable(samples), [samples])
  const takesWords = takerOf(summary, 'text') !== undefined
  const byWords = takesWords && askedBy(search) === 'words'
  const { thing, error } = asked
  return (
    <Card
      title="Start from"
      aside={
        <IconButton
          icon="shuffle"
          label="Another sample"
          className="-my-1.5 -mr-2"
          onClick={() => onChange(asking({ sample: Math.floor(Math.random() * samples.count) }))}
        />
      }
    >
      {thing.kind === 'sample' && !error ? (
        <SmallSample sample={thing.sample} />
      ) : (
        <AskedThingView asked={asked} />
      )}
      {takesWords && (
        <Choice
          label="Start from"
          value={byWords ? 'words' : 'sample'}
          options={[
            { value: 'sample', name: 'A sample' },
            { value: 'words', name: 'Your words' },
          ]}
          onChange={(by) => onChange({ by })}
        />
      )}
      {byWords ? (
        <WordsForm
          text={thing.kind === 'text' ? thing.text : ''}
          example={samples.captions?.[samples.heldOut[0] ?? 0]}
          onText={(text) => onChange(asking({ text }))}
        />
      ) : (
        <Combobox
          label="Find a sample"
          placeholder={samples.captions ? 'Words of its caption, or #12' : 'Its class, or #12'}
          hideLabel
          suggest={(find) =>
            Array.from(
              findSamples(texts, samples.labels, { find }).subarray(0, SUGGESTED),
              (n) => ({
                id: String(n),
                content: (
                  <>
                    <span className="min-w-0 flex-1 truncate">{sampleTitle(summary, n)}</span>
                    <span className="text-xs text-faint">#{n}</span>
                  </>
                ),
              }),
            )
          }
          onPick={(n) => onChange(asking({ sample: Number(n) }))}
        />
      )}
    </Card>
  )
}

function SmallSample({ sample }: { readonly sample: number }) {
  const { summary } = useRun()
  const picture = summary.modalities.find(({ kind }) => kind === 'image')?.name
  const rest = summary.modalities.filter(({ name }) => name !== picture).map(({ name }) => name)
  const { media } = summary.samples
  return (
    <div className="flex min-h-24 min-w-0 gap-4">
      {picture !== undefined && (
        <Picture
          media={media}
          modality={picture}
          sample={sample}
          alt={sampleTitle(summary, sample)}
          className="size-24 shrink-0"
        />
      )}
      <SampleCard sample={sample} modalities={rest} className="flex-1" />
    </div>
  )
}
