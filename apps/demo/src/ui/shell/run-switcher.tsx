import { useNavigate } from '@tanstack/react-router'
import { useOtherRuns } from '../../app/other-runs.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { PickedFile } from '../../engine/runs/run-source.ts'
import { Select } from '../controls/select.tsx'
import { OpenRun } from './open-run.tsx'

/** Which run the rooms show, and a way to open another from disk. */
export function RunSwitcher({
  run,
  onFiles,
}: {
  readonly run: string
  readonly onFiles: (files: readonly PickedFile[]) => void
}) {
  const navigate = useNavigate()
  const { data: builtIn = [] } = useAnswer((engine) => engine.builtInRuns(), [])
  const others = useOtherRuns()
  const known = [...builtIn, ...others]
  const named = known.some(({ id }) => id === run) ? known : [...known, { id: run, title: run }]
  return (
    <>
      <div className="w-32 sm:w-44">
        <Select
          label="Run"
          hideLabel
          value={run}
          options={named.map(({ id, title }) => ({ value: id, name: title }))}
          onChange={(id) => void navigate({ to: '.', search: (old) => ({ ...old, run: id }) })}
        />
      </div>
      <OpenRun onFiles={onFiles} />
    </>
  )
}
