import { useState } from 'react'
import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { Edit, Steering } from '../../engine/types.ts'
import { DemoError } from '../../errors.ts'
import type { AskedThing } from '../../query/asked-thing.ts'
import { Button, Tabs } from '../../ui/controls/index.ts'
import { Card, ErrorNote, Skeleton } from '../../ui/display/index.ts'
import { writeEdits } from './edit-list.ts'
import type { CopyForm } from './search.ts'
import { asCommand } from './snippets/as-command.ts'
import { asHttp } from './snippets/as-http.ts'
import { asJson } from './snippets/as-json.ts'
import { asTypeScript } from './snippets/as-typescript.ts'
import { commandEdits } from './snippets/command-edits.ts'
import type { Steered } from './snippets/steered.ts'
import { targetName } from './target-name.ts'

const forms = [
  { value: 'typescript', name: 'TypeScript' },
  { value: 'cli', name: 'Command line' },
  { value: 'http', name: 'HTTP' },
  { value: 'json', name: 'JSON' },
] as const

/** The same edits elsewhere, to copy. */
export function CopyPanel({
  thing,
  edits,
  steering,
  form,
  onForm,
}: {
  readonly thing: AskedThing
  /** In the order in which they are applied. */
  readonly edits: readonly Edit[]
  readonly steering: Steering | undefined
  readonly form: CopyForm
  readonly onForm: (form: CopyForm) => void
}) {
  return (
    <Card title="Take it along">
      <Tabs label="Form" value={form} options={forms} onChange={onForm}>
        {steering ? (
          <Snippet {...{ thing, edits, steering, form }} />
        ) : (
          <Skeleton className="h-64" />
        )}
      </Tabs>
    </Card>
  )
}

function Snippet({
  thing,
  edits,
  steering,
  form,
}: {
  readonly thing: AskedThing
  readonly edits: readonly Edit[]
  readonly steering: Steering
  readonly form: CopyForm
}) {
  const run = useRun()
  const { summary, partition } = run
  const { data: profiles, error } = useAnswer(
    (engine) =>
      form === 'typescript'
        ? Promise.all(edits.map(({ target }) => engine.profile({ run: summary.id, target })))
        : undefined,
    [summary.id, form, writeEdits(edits)],
  )
  const steered: Steered = {
    run: summary.title,
    of: ofThing(thing),
    edits: edits.map((edit) => ({ ...edit, name: targetName(edit.target, run) })),
    steering,
    latents: summary.latents,
    modalities: summary.modalities.map(({ name }) => name),
  }
  if (error) return <ErrorNote error={error} />
  if (form === 'json') return <Code text={asJson(steered)} />
  if (form === 'typescript') {
    return profiles?.length === edits.length ? (
      <Code text={asTypeScript(steered, profiles)} note="RUN is the folder of the run." />
    ) : (
      <Skeleton className="h-64" />
    )
  }
  if (thing.kind !== 'sample') {
    return <Say>The command line and its server steer samples: start from one.</Say>
  }
  if (edits.length === 0) return <Say>Change something first: they ask what to change.</Say>
  const { classes, rows } = summary.samples
  const named = commandEdits(edits, partition, classes)
  if (!named) {
    return (
      <Say>
        One of the classes is called like a group, and the command line would take it for that:
        steer the group instead.
      </Say>
    )
  }
  const row = rows?.[thing.sample] ?? thing.sample
  if (form === 'cli')
    return <Code text={asCommand(row, named)} note="RUN is the folder of the run." />
  return summary.id === 'served' ? (
    <Code text={asHttp(location.origin, row, named)} />
  ) : (
    <Code
      text={asHttp('http://localhost:4781', row, named)}
      note="cmgsae view RUN answers it; RUN is the folder of the run."
    />
  )
}

const Say = ({ children }: { readonly children: string }) => (
  <p className="text-sm text-soft">{children}</p>
)

function Code({ text, note }: { readonly text: string; readonly note?: string }) {
  const [copied, setCopied] = useState<string>()
  const [error, setError] = useState<Error>()
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <pre
        // Long lines are reached by keyboard, too.
        tabIndex={0}
        role="region"
        aria-label="To copy"
        className="max-h-80 min-h-24 overflow-auto rounded-md bg-sunken p-4 text-xs leading-relaxed"
      >
        {text}
      </pre>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          icon={copied === text ? 'check' : 'copy'}
          onClick={() =>
            navigator.clipboard.writeText(text).then(
              () => setCopied(text),
              () =>
                setError(
                  new DemoError(
                    'the browser keeps the clipboard closed; select the text and copy it',
                  ),
                ),
            )
          }
        >
          {copied === text ? 'Copied' : 'Copy'}
        </Button>
        {note !== undefined && <p className="text-xs text-faint">{note}</p>}
      </div>
      {error && <ErrorNote error={error} />}
    </div>
  )
}

function ofThing(thing: AskedThing): Steered['of'] {
  if (thing.kind === 'sample') return { sample: thing.sample }
  return thing.kind === 'text' ? { text: thing.text } : { file: thing.name }
}
