import { useRef, useState, type DragEvent } from 'react'
import { classes } from '../ui/classes.ts'
import { Button } from '../ui/controls/index.ts'

/** Takes one picture or sound, dropped or chosen. */
export function FileDrop({
  kinds,
  onFile,
}: {
  /** What it may be, in words. */
  readonly kinds: string
  readonly onFile: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => files?.[0] && onFile(files[0])
  return (
    <div
      onDragOver={(event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
      className={classes(
        'flex flex-col items-center gap-3 rounded-md border border-dashed px-4 py-8 text-center transition-colors',
        over ? 'border-accent bg-tint' : 'border-edge',
      )}
    >
      <p className="text-sm text-soft">Drop {kinds} here, or</p>
      <Button icon="folder" onClick={() => input.current!.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*,audio/*"
        data-testid="asked-file"
        onChange={({ target }) => {
          take(target.files)
          // The same file can be chosen again once it is mended.
          target.value = ''
        }}
      />
      <p className="text-xs text-pretty text-faint">
        It stays on your computer: the encoder runs in this page.
      </p>
    </div>
  )
}
