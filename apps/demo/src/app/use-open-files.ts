import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { theEngine } from '../engine/the-engine.ts'
import type { PickedFile } from '../engine/runs/run-source.ts'
import { rememberRun } from './other-runs.ts'

/** Opens a run from files and goes to it; says what is wrong with them. */
export function useOpenFiles() {
  const navigate = useNavigate()
  const [error, setError] = useState<Error>()
  const [opening, setOpening] = useState(false)
  return {
    error,
    opening,
    forget: () => setError(undefined),
    async open(files: readonly PickedFile[]): Promise<void> {
      setError(undefined)
      setOpening(true)
      try {
        const run = await theEngine().open({ source: { kind: 'files', files } })
        rememberRun(run)
        await navigate({ to: '/concepts', search: { run: run.id } })
      } catch (reason) {
        setError(reason as Error)
      } finally {
        setOpening(false)
      }
    },
  }
}
