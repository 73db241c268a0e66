import { useSyncExternalStore } from 'react'
import type { BuiltInRun } from '../engine/api.ts'

/** Runs that were opened from files, served, or trained since the page was loaded. */
let runs: readonly BuiltInRun[] = []
const listeners = new Set<() => void>()

/** Adds a run to those that can be switched to. */
export function rememberRun({ id, title }: BuiltInRun): void {
  if (runs.some((run) => run.id === id && run.title === title)) return
  runs = [...runs.filter((run) => run.id !== id), { id, title }]
  listeners.forEach((tell) => tell())
}

export function useOtherRuns(): readonly BuiltInRun[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => runs,
  )
}
