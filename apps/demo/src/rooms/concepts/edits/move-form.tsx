import { useState } from 'react'
import { useRun } from '../../../app/run-context.ts'
import { Button, Select, TextField } from '../../../ui/controls/index.ts'
import { ErrorNote } from '../../../ui/display/index.ts'
import { grouped, moved } from './changes.ts'
import { useEditing } from './use-editing.ts'

const NEW = 'new'

/** Puts latents into another group, or into one of their own. */
export function MoveForm({
  latents,
  onDone,
}: {
  readonly latents: readonly number[]
  readonly onDone?: () => void
}) {
  const { partition, groupName } = useRun()
  const { apply, error } = useEditing()
  const [to, setTo] = useState(NEW)
  const [name, setName] = useState('')
  const options = partition.names.map((_, g) => ({ value: String(g), name: groupName(g) }))
  const what = latents.length === 1 ? `latent ${latents[0]}` : `${latents.length} latents`

  async function move(): Promise<void> {
    const done = await (to === NEW
      ? apply(`${what} moved to ${name}`, (edits, groups) => grouped(edits, latents, name, groups))
      : apply(`${what} moved to ${groupName(Number(to))}`, (edits, groups) =>
          moved(edits, latents, Number(to), groups),
        ))
    if (!done) return
    setName('')
    onDone?.()
  }

  return (
    <form
      className="flex min-w-0 flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void move()
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-44">
          <Select
            label="Move to"
            value={to}
            options={[{ value: NEW, name: 'a new group' }, ...options]}
            onChange={setTo}
          />
        </div>
        {to === NEW && (
          <div className="w-44">
            <TextField label="Its name" value={name} onChange={setName} />
          </div>
        )}
        <Button type="submit">Move</Button>
      </div>
      {error && <ErrorNote error={error} />}
    </form>
  )
}
