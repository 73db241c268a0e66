import { useEffect, useRef, useState } from 'react'
import type { Concept } from '../../../engine/types.ts'
import { Button, TextField } from '../../../ui/controls/index.ts'
import { renamed } from './changes.ts'
import { useEditing } from './use-editing.ts'

/** Gives a concept another name; Escape leaves it as it is, no name gives back its own. */
export function RenameForm({
  concept,
  name,
  onDone,
}: {
  readonly concept: Concept
  /** As it is called now. */
  readonly name: string
  readonly onDone: () => void
}) {
  const { apply, error } = useEditing()
  const [typed, setTyped] = useState(name)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current!.querySelector('input')!.select(), [])

  async function rename(): Promise<void> {
    const what = typed.trim() === '' ? `name of ${name} removed` : `${name} renamed to ${typed}`
    const done = await apply(what, (edits, groups) => renamed(edits, concept, typed, groups))
    if (done) onDone()
  }

  return (
    <form
      ref={form}
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void rename()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <div className="w-64">
        <TextField
          label="Name"
          hideLabel
          value={typed}
          onChange={setTyped}
          wrong={error?.message}
          hint="Empty: its own name again"
        />
      </div>
      <Button type="submit" look="primary">
        Save
      </Button>
      <Button look="quiet" onClick={onDone}>
        Cancel
      </Button>
    </form>
  )
}
