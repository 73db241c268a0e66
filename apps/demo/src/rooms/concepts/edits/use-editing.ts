import { useState } from 'react'
import type { Edits } from '../../../app/edits.ts'
import { useRun } from '../../../app/run-context.ts'
import type { Groups } from './changes.ts'

interface Step {
  /** What was done, such as `renamed to bells`. */
  readonly what: string
  readonly before: Edits
}

/** What can be undone in each run, for as long as the page is open. */
const steps = new Map<string, readonly Step[]>()

export interface Editing {
  readonly edits: Edits
  readonly groups: Groups
  /** The last change in words; undefined where there is none to undo. */
  readonly last: string | undefined
  readonly error: Error | undefined
  /** Applies a change and remembers how things were. What it throws is shown; true: it is done. */
  apply(what: string, change: (edits: Edits, groups: Groups) => Edits): Promise<boolean>
  undo(): Promise<void>
}

/** Changes of names and groups, and the way back. */
export function useEditing(): Editing {
  const { summary, partition, edits, setEdits } = useRun()
  const [error, setError] = useState<Error>()
  const groups = { trained: summary.partition, now: partition }
  const done = steps.get(summary.id) ?? []
  return {
    edits,
    groups,
    last: done.at(-1)?.what,
    error,
    async apply(what, change) {
      try {
        const next = change(edits, groups)
        steps.set(summary.id, [...done, { what, before: edits }])
        setError(undefined)
        await setEdits(next)
        return true
      } catch (reason) {
        setError(reason as Error)
        return false
      }
    },
    async undo() {
      const step = done.at(-1)
      if (!step) return
      steps.set(summary.id, done.slice(0, -1))
      setError(undefined)
      await setEdits(step.before)
    },
  }
}
