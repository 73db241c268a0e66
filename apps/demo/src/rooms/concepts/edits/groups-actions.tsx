import { useRef } from 'react'
import { isEdited, noEdits } from '../../../app/edits.ts'
import { useRun } from '../../../app/run-context.ts'
import { Button } from '../../../ui/controls/index.ts'
import { ErrorNote } from '../../../ui/display/index.ts'
import { download } from '../../../ui/download.ts'
import { readGroups, writeGroups } from './groups-file.ts'
import { UndoButton } from './undo-button.tsx'
import { useEditing } from './use-editing.ts'

/** Undo, and names and groups as a file. */
export function GroupsActions() {
  const { summary, partition, edits } = useRun()
  const { apply, error } = useEditing()
  const input = useRef<HTMLInputElement>(null)

  return (
    <div className="-mx-3.5 flex flex-wrap items-center">
      <UndoButton />
      {isEdited(edits) && (
        <Button look="quiet" onClick={() => void apply('all changes removed', () => noEdits)}>
          Reset
        </Button>
      )}
      <Button look="quiet" icon="folder" onClick={() => input.current!.click()}>
        Import
      </Button>
      <Button
        look="quiet"
        icon="download"
        title="Names and groups as JSON"
        onClick={() => download('groups.json', writeGroups(partition, edits.latents))}
      >
        Export
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="groups-file"
        onChange={async ({ target }) => {
          const [file] = target.files ?? []
          if (!file) return
          const text = await file.text()
          // The same file can be chosen again once it is mended.
          target.value = ''
          await apply(`${file.name} imported`, () => readGroups(text, file.name, summary.partition))
        }}
      />
      {error && <ErrorNote error={error} />}
    </div>
  )
}
