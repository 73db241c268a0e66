import { useState, type DragEvent, type ReactNode } from 'react'
import { asking, type AskedSearch } from './asked.ts'
import { holdFile } from './held-files.ts'
import { kindOfFile } from './takers.ts'

/** Takes a picture or a sound dropped anywhere in a room; all else is for the page around it. */
export function RoomDrop({
  onChange,
  children,
}: {
  readonly onChange: (change: AskedSearch) => void
  readonly children: ReactNode
}) {
  const [over, setOver] = useState(false)
  return (
    <div
      className="relative"
      onDragOver={(event: DragEvent) => {
        const items = Array.from(event.dataTransfer.items)
        if (!items.some(({ kind, type }) => kind === 'file' && kindOfFile(type))) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event: DragEvent) => {
        setOver(false)
        if (event.defaultPrevented) return
        const file = Array.from(event.dataTransfer.files).find(({ type }) => kindOfFile(type))
        if (!file) return
        event.preventDefault()
        holdFile(file)
        onChange(asking({ file: file.name }))
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none fixed inset-3 z-40 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-paper/80">
          <p className="font-serif text-xl">Drop it to ask about it</p>
        </div>
      )}
    </div>
  )
}
