import { useEffect, useRef } from 'react'
import { Button } from '../../../ui/controls/index.ts'
import { useEditing } from './use-editing.ts'

/** Takes back the last change of names and groups, as Ctrl Z does. */
export function UndoButton() {
  const { last, undo } = useEditing()
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
      <span role="status" className="sr-only">
        {last}
      </span>
    </>
  )
}
