import { useEffect, useRef } from 'react'

interface Steps {
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

/** Ctrl+Z (⌘Z) takes back, with Shift or as Ctrl+Y it does again; fields of text keep their own. */
export function useUndoKeys(steps: Steps): void {
  const current = useRef(steps)
  current.current = steps
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isWriting(event.target)) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      const { undo, redo } = current.current
      if (key === 'y' || event.shiftKey) redo?.()
      else undo?.()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.matches('textarea, input:not([type=range], [type=radio])')
  )
}
