import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Edit } from '../../engine/types.ts'
import { readEdits, writeEdits } from './edit-list.ts'
import { back, emptyStack, forth, remember, type UndoStack } from './undo-stack.ts'

/** Milliseconds without a move after which a slider counts as let go: one step of undo. */
const PAUSE = 250

export interface Editing {
  /** As they are under the hand; undefined until there are any to start with. */
  readonly edits: readonly Edit[] | undefined
  /** True while a slider moves, and the address does not hold the edits yet. */
  readonly isMoving: boolean
  /** Moves a slider; what follows closely is one step of undo with it. */
  slide(edits: readonly Edit[]): void
  /** Makes a change that is a step of its own. */
  change(edits: readonly Edit[]): void
  /** Goes back to the sliders of the strongest groups; undefined where it is there. */
  readonly reset: (() => void) | undefined
  /** Undefined where there is nothing to take back, or to do again. */
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

type Text = string | undefined

/** The edits of the address, and how to change them and take that back. */
export function useEdits(address: Text, starting: readonly Edit[] | undefined): Editing {
  const navigate = useNavigate({ from: '/steer' })
  const [draft, setDraft] = useState<readonly Edit[]>()
  const [stack, setStack] = useState<UndoStack<Text>>(emptyStack)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The address follows a change late, the next change may come before.
  const now = useRef({ text: address, stack })

  useEffect(() => {
    now.current.text = address
    if (timer.current === undefined) setDraft(undefined)
  }, [address])
  useEffect(() => () => clearTimeout(timer.current), [])

  function go(text: Text, next: UndoStack<Text>) {
    now.current = { text, stack: next }
    setStack(next)
    void navigate({
      search: (old) => ({ ...old, edits: text }),
      replace: true,
      resetScroll: false,
    })
  }

  function commit(edits: readonly Edit[] | undefined) {
    const text = edits && writeEdits(edits)
    if (text === now.current.text) setDraft(undefined)
    else go(text, remember(now.current.stack, now.current.text))
  }

  function letGo() {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    commit(moving.current)
  }
  const moving = useRef<readonly Edit[]>(undefined)

  function travel(step: typeof back<Text>) {
    letGo()
    const found = step(now.current.stack, now.current.text)
    if (!found) return
    setDraft(undefined)
    go(found.state, found.stack)
  }

  const own = useMemo(
    () => (address === undefined ? starting : readEdits(address)),
    [address, starting],
  )
  return {
    edits: draft ?? own,
    isMoving: draft !== undefined,
    slide(edits) {
      clearTimeout(timer.current)
      moving.current = edits
      setDraft(edits)
      timer.current = setTimeout(letGo, PAUSE)
    },
    change(edits) {
      letGo()
      setDraft(edits)
      commit(edits)
    },
    reset:
      address === undefined && draft === undefined
        ? undefined
        : () => {
            letGo()
            commit(undefined)
          },
    undo: stack.past.length > 0 || draft ? () => travel(back) : undefined,
    redo: stack.future.length > 0 && !draft ? () => travel(forth) : undefined,
  }
}
