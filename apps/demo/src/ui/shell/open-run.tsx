import { useId, useRef, type ReactNode } from 'react'
import { chosenFiles } from '../../app/dropped-files.ts'
import type { PickedFile } from '../../engine/runs/run-source.ts'
import { Button } from '../controls/button.tsx'
import { IconButton } from '../controls/icon-button.tsx'

/** A button that says what a run on disk is, and takes one: as a folder, or file by file. */
export function OpenRun({ onFiles }: { readonly onFiles: (files: readonly PickedFile[]) => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const take = (files: readonly PickedFile[]) => {
    dialog.current!.close()
    onFiles(files)
  }
  return (
    <>
      <IconButton
        icon="folder"
        label="Open a run from disk"
        aria-haspopup="dialog"
        onClick={() => dialog.current!.showModal()}
      />
      <dialog
        ref={dialog}
        aria-labelledby={title}
        // The dialog has no padding: what is clicked on itself is beside what it shows.
        onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
        className="m-auto w-[calc(100%-2rem)] max-w-lg rounded-lg border border-line bg-surface text-ink shadow-lg backdrop:bg-sunken/80"
      >
        <div className="flex flex-col gap-5 p-6">
          <div className="flex items-start justify-between gap-4">
            <h2 id={title} className="font-serif text-xl">
              Open a run from disk
            </h2>
            <IconButton
              icon="close"
              label="Close"
              className="-mt-1 -mr-2"
              onClick={() => dialog.current!.close()}
            />
          </div>
          <p className="text-sm text-soft">
            A run is the folder that <Code>cmgsae train</Code> or Train here has saved. It may also
            be dropped anywhere on the page. Its files stay on your computer.
          </p>
          <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr] sm:gap-y-2">
            <dt>
              <Code>config.json</Code>, <Code>model.safetensors</Code>
            </dt>
            <dd className="text-soft">its dictionary</dd>
            <dt>
              <Code>image.npy</Code>, <Code>text.npy</Code>, …
            </dt>
            <dd className="text-soft">samples to look at, a file for each modality</dd>
            <dt>
              <Code>captions.csv</Code>
            </dt>
            <dd className="text-soft">their captions and classes</dd>
          </dl>
          <div className="flex flex-wrap gap-2">
            <Chooser name="Choose a folder" look="primary" folder onFiles={take} />
            <Chooser name="Choose files" look="plain" onFiles={take} />
          </div>
          <p className="text-xs text-faint">
            With its pictures and sounds: <Code>cmgsae view RUN</Code> in a terminal.
          </p>
        </div>
      </dialog>
    </>
  )
}

function Chooser({
  name,
  look,
  folder = false,
  onFiles,
}: {
  readonly name: string
  readonly look: 'primary' | 'plain'
  readonly folder?: boolean
  readonly onFiles: (files: readonly PickedFile[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button look={look} onClick={() => input.current!.click()}>
        {name}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid={folder ? 'run-files' : undefined}
        {...(folder && { webkitdirectory: '' })}
        onChange={({ target }) => {
          if (target.files?.length) onFiles(chosenFiles(target.files))
          // The same files can be chosen again once they are mended.
          target.value = ''
        }}
      />
    </>
  )
}

function Code({ children }: { readonly children: ReactNode }) {
  return <code className="text-[0.95em] text-ink">{children}</code>
}
