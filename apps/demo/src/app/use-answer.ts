import { useEffect, useState, type DependencyList } from 'react'
import type { Engine } from '../engine/api.ts'
import { theEngine } from '../engine/the-engine.ts'

export interface Answer<T> {
  /** The newest answer; that to an earlier question while `waiting`, undefined before the first. */
  readonly data: T | undefined
  readonly error: Error | undefined
  readonly waiting: boolean
}

/**
 * What the engine answers, asked again when the dependencies change; a question that nobody waits for
 * any longer is aborted. The last answer stays until the next, so that nothing on the page jumps.
 */
export function useAnswer<T>(
  ask: (engine: Engine, signal: AbortSignal) => Promise<T> | undefined,
  dependencies: DependencyList,
): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({
    data: undefined,
    error: undefined,
    waiting: true,
  })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const asked = ask(theEngine(), signal)
    if (!asked) {
      setAnswer({ data: undefined, error: undefined, waiting: false })
      return
    }
    setAnswer((last) => (last.waiting ? last : { ...last, waiting: true }))
    asked.then(
      (data) => signal.aborted || setAnswer({ data, error: undefined, waiting: false }),
      (error: Error) => signal.aborted || setAnswer((last) => ({ ...last, error, waiting: false })),
    )
    return () => controller.abort()
  }, dependencies)
  return answer
}
