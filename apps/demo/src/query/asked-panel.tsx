import { useRun } from '../app/run-context.ts'
import { Choice } from '../ui/controls/index.ts'
import { Card } from '../ui/display/index.ts'
import { askedBy, asking, type AskBy, type AskedSearch } from './asked.ts'
import { AskedThingView } from './asked-thing-view.tsx'
import { FileDrop } from './file-drop.tsx'
import { holdFile } from './held-files.ts'
import { SampleBrowser } from './sample-browser.tsx'
import { takerOf } from './takers.ts'
import type { Asked } from './use-asked.ts'
import { WordsForm } from './words-form.tsx'

/** What is asked about, and how to ask about something else. */
export function AskedPanel({
  search,
  asked,
  onChange,
  onTune,
}: {
  readonly search: AskedSearch
  readonly asked: Asked
  /** Asks about something else; what is not named in the change of the address stays. */
  readonly onChange: (change: AskedSearch) => void
  /** The same for what is no step to go back to. */
  readonly onTune: (change: AskedSearch) => void
}) {
  const { summary } = useRun()
  const pictures = takerOf(summary, 'image')
  const sounds = takerOf(summary, 'audio')
  const texts = takerOf(summary, 'text')
  const ways: { readonly value: AskBy; readonly name: string }[] = [
    { value: 'sample', name: 'Samples' },
    ...(pictures || sounds ? [{ value: 'file', name: 'Your file' } as const] : []),
    ...(texts ? [{ value: 'words', name: 'Your words' } as const] : []),
  ]
  const by = ways.some(({ value }) => value === askedBy(search)) ? askedBy(search) : 'sample'
  const { thing } = asked
  return (
    <Card className="lg:sticky lg:top-20">
      <AskedThingView asked={asked} />
      <div className="flex flex-col gap-3 border-t border-line pt-4">
        {ways.length > 1 ? (
          <div>
            <Choice
              label="Ask about"
              value={by}
              options={ways}
              onChange={(value) => onTune({ by: value })}
            />
          </div>
        ) : (
          <p className="text-xs text-faint">
            This run brings no encoders, so only its own samples can be asked about.
          </p>
        )}
        {by === 'sample' && (
          <SampleBrowser
            search={search}
            chosen={thing.kind === 'sample' ? thing.sample : undefined}
            onFilter={onTune}
            onChoose={(sample) => onChange(asking({ sample }))}
          />
        )}
        {by === 'file' && (
          <FileDrop
            kinds={[pictures && 'a picture', sounds && 'a sound'].filter(Boolean).join(' or ')}
            onFile={(file) => {
              holdFile(file)
              onChange(asking({ file: file.name }))
            }}
          />
        )}
        {by === 'words' && (
          <WordsForm
            text={thing.kind === 'text' ? thing.text : ''}
            example={summary.samples.captions?.[summary.samples.heldOut[0] ?? 0]}
            onText={(text) => onChange(asking({ text }))}
          />
        )}
      </div>
    </Card>
  )
}
