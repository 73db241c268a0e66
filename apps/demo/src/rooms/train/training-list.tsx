import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { theEngine } from '../../engine/the-engine.ts'
import { Button, IconButton } from '../../ui/controls/index.ts'
import { ErrorNote } from '../../ui/display/index.ts'
import { download } from '../../ui/download.ts'
import { trainingColour } from './charts.tsx'
import { forgetTraining, resumeTraining, stopTraining } from './trainings/store.ts'
import type { Training } from './trainings/training.ts'

const states = {
  waiting: 'waits',
  training: 'is training',
  stopped: 'stopped',
  done: 'done',
  failed: 'failed',
} as const

/** The trainings of this page, newest first, and what can be done with each. */
export function TrainingList({
  trainings,
  hidden,
  onHidden,
}: {
  readonly trainings: readonly Training[]
  /** Those whose curves are not shown. */
  readonly hidden: ReadonlySet<number>
  readonly onHidden: (hidden: ReadonlySet<number>) => void
}) {
  return (
    <ul aria-label="Trainings" className="flex flex-col divide-y divide-line">
      {trainings.toReversed().map((training) => (
        <Entry
          key={training.id}
          training={training}
          shown={!hidden.has(training.id)}
          onShown={(shown) => {
            const next = new Set(hidden)
            if (shown) next.delete(training.id)
            else next.add(training.id)
            onHidden(next)
          }}
        />
      ))}
    </ul>
  )
}

function Entry({
  training,
  shown,
  onShown,
}: {
  readonly training: Training
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
}) {
  const { id, title, state, run, recipe, choices, report, look, error } = training
  const navigate = useNavigate({ from: '/train' })
  const [failure, setFailure] = useState<Error>()
  const opened = state === 'done' || state === 'stopped'
  const figures = [
    look &&
      `FVE ${Object.entries(look.fve)
        .map(([name, value]) => `${name} ${value.toFixed(2)}`)
        .join(', ')}`,
    report && `L0 ${report.l0.toFixed(1)}`,
    report && `${Math.round(100 * report.dead)} % dead`,
  ].filter(Boolean)

  return (
    <li aria-label={title} className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <label className="flex min-w-0 flex-1 basis-64 items-center gap-3">
          <input
            type="checkbox"
            checked={shown}
            aria-label={`Show the curves of ${title}`}
            onChange={({ target }) => onShown(target.checked)}
            className="size-4 shrink-0"
            style={{ accentColor: trainingColour(training) }}
          />
          <span
            aria-hidden="true"
            className="h-1 w-5 shrink-0 rounded-full"
            style={{ background: trainingColour(training) }}
          />
          <span className="flex min-w-0 flex-col">
            <span className="flex items-baseline gap-2">
              <span className="truncate text-sm font-semibold">{title}</span>
              <span className="shrink-0 text-xs text-faint">{states[state]}</span>
            </span>
            <span className="text-xs text-soft">
              {[recipe.preset, choices, ...figures].filter(Boolean).join(' · ')}
            </span>
          </span>
        </label>
        <div className="flex items-center gap-1">
          {(state === 'training' || state === 'waiting') && (
            <Button icon="pause" onClick={() => stopTraining(id)} aria-label={`Stop ${title}`}>
              Stop
            </Button>
          )}
          {state === 'stopped' && (
            <Button icon="play" onClick={() => resumeTraining(id)} aria-label={`Resume ${title}`}>
              Resume
            </Button>
          )}
          {opened && run !== null && (
            <>
              <Button
                icon="download"
                aria-label={`Save ${title}`}
                onClick={() => {
                  setFailure(undefined)
                  save(run, title).catch(setFailure)
                }}
              >
                Save
              </Button>
              <Button
                icon="next"
                aria-label={`Open ${title} in Concepts`}
                onClick={() => void navigate({ to: '/concepts', search: { run } })}
              >
                Open
              </Button>
            </>
          )}
          {(opened || state === 'failed') && (
            <IconButton
              icon="close"
              label={`Take ${title} off the list`}
              onClick={() => forgetTraining(id)}
            />
          )}
        </div>
      </div>
      {(error ?? failure) && <ErrorNote error={(error ?? failure)!} />}
    </li>
  )
}

async function save(run: string, title: string): Promise<void> {
  const bytes = await theEngine().runZip({ run })
  download(`${fileName(title)}.zip`, new Blob([bytes as Uint8Array<ArrayBuffer>]))
}

const fileName = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'run'
