import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { chosenFiles } from '../../app/dropped-files.ts'
import { useOtherRuns } from '../../app/other-runs.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { PickedFile } from '../../engine/runs/run-source.ts'
import { IconButton } from '../controls/icon-button.tsx'
import { Select } from '../controls/select.tsx'

/** Which run the rooms show, and a way to open another from disk. */
export function RunSwitcher({
  run,
  onFiles,
}: {
  readonly run: string
  readonly onFiles: (files: readonly PickedFile[]) => void
}) {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const { data: builtIn = [] } = useAnswer((engine) => engine.builtInRuns(), [])
  const others = useOtherRuns()
  const known = [...builtIn, ...others]
  const named = known.some(({ id }) => id === run) ? known : [...known, { id: run, title: run }]
  return (
    <>
      <div className="w-40">
        <Select
          label="Run"
          hideLabel
          value={run}
          options={named.map(({ id, title }) => ({ value: id, name: title }))}
          onChange={(id) => void navigate({ to: '.', search: (old) => ({ ...old, run: id }) })}
        />
      </div>
      <IconButton
        icon="folder"
        label="Open a run from disk"
        onClick={() => input.current!.click()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="run-files"
        {...{ webkitdirectory: '' }}
        onChange={({ target }) => {
          if (target.files?.length) onFiles(chosenFiles(target.files))
          // The same folder can be chosen again once it is mended.
          target.value = ''
        }}
      />
    </>
  )
}
