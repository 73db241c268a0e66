import { useEffect, useState } from 'react'
import { Button, TextField } from '../ui/controls/index.ts'

/** Takes a text, in full: it is embedded when it is sent. */
export function WordsForm({
  text,
  example,
  onText,
}: {
  readonly text: string
  /** Words that the run knows something about. */
  readonly example: string | undefined
  readonly onText: (text: string) => void
}) {
  const [draft, setDraft] = useState(text)
  useEffect(() => setDraft(text), [text])
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (draft.trim() !== '') onText(draft.trim())
      }}
    >
      <TextField
        label="A few words"
        value={draft}
        onChange={setDraft}
        maxLength={300}
        autoComplete="off"
        {...(example !== undefined && { placeholder: example })}
      />
      <Button type="submit" disabled={draft.trim() === ''} className="self-start">
        Ask
      </Button>
    </form>
  )
}
