import { useEffect, useRef } from 'react'
import { isEdited, noEdits } from '../../../app/edits.ts'
import { useRun } from '../../../app/run-context.ts'
import { Button } from '../../../ui/controls/index.ts'
import { ErrorNote } from '../../../ui/display/index.ts'
import { download } from '../../../ui/download.ts'
import { readGroups, writeGroups } from './groups-file.ts'
import { useEditing } from './use-editing.ts'

/** Undo, and names and groups as a file. */
export function GroupsActions() {
  const { summary, partition, edits } = useRun()
  const { last, undo, apply, error } = useEditing()
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(undo)
  latest.current = undo

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
      // Fields undo their own text.
      if ((event.target as HTMLElement).matches('input, textarea, select')) return
      event.preventDefault()
      void latest.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  return (
    <>
      <Button
        look="quiet"
        icon="undo"
        disabled={last === undefined}
        title={last && `Undo: ${last} (Ctrl Z)`}
        onClick={() => void undo()}
      >
        Undo
      </Button>
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
      <span role="status" className="sr-only">
        {last}
      </span>
      {error && <ErrorNote error={error} />}
    </>
  )
}
