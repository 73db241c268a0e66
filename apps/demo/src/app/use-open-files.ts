import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Progress } from '../engine/api.ts'
import { theEngine } from '../engine/the-engine.ts'
import type { PickedFile } from '../engine/runs/run-source.ts'
import { rememberRun } from './other-runs.ts'

/** Opens a run from files and goes to it; says how far it is, and what is wrong with them. */
export function useOpenFiles() {
  const navigate = useNavigate()
  const [error, setError] = useState<Error>()
  const [opening, setOpening] = useState<Progress>()
  return {
    error,
    opening,
    forget: () => setError(undefined),
    async open(picked: readonly PickedFile[] | Promise<readonly PickedFile[]>): Promise<void> {
      setError(undefined)
      setOpening({ done: 0, total: 1, what: 'reading' })
      try {
        const files = await picked
        const source = { kind: 'files', files } as const
        const run = await theEngine().open({ source }, { onProgress: setOpening })
        rememberRun(run)
        await navigate({ to: '/concepts', search: { run: run.id } })
      } catch (reason) {
        setError(reason as Error)
      } finally {
        setOpening(undefined)
      }
    },
  }
}
