import { useState, type ReactNode } from 'react'
import { droppedFiles } from '../../app/dropped-files.ts'
import type { PickedFile } from '../../engine/runs/run-source.ts'

/** The whole page takes a run's folder; a room that takes files itself stops the event. */
export function DropZone({
  onFiles,
  children,
}: {
  readonly onFiles: (files: Promise<readonly PickedFile[]>) => void
  readonly children: ReactNode
}) {
  const [over, setOver] = useState(false)
  return (
    <div
      className="relative flex min-h-dvh flex-col"
      onDragOver={(event) => {
        if (event.defaultPrevented) return setOver(false)
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        if (event.defaultPrevented) return setOver(false)
        event.preventDefault()
        setOver(false)
        onFiles(droppedFiles(event.dataTransfer.items))
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-paper/80">
          <p className="font-serif text-xl">Drop a run: its folder, or its files</p>
        </div>
      )}
    </div>
  )
}
