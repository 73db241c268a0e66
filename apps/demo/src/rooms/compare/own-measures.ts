import { useEffect, useState } from 'react'
import { useOtherRuns } from '../../app/other-runs.ts'
import { useRun } from '../../app/run-context.ts'
import type { Progress } from '../../engine/api.ts'
import type { Measures } from '../../engine/measure/measures.ts'
import { theEngine } from '../../engine/the-engine.ts'
import type { RunSummary } from '../../engine/types.ts'
import type { Compared } from './compared.ts'

/** Measures take seconds: they are kept as long as the page, for each state of a run. */
const measured = new Map<string, Measures>()

export interface OwnMeasures {
  readonly models: readonly Compared[]
  /** What is being measured, null when all is. */
  readonly working: { readonly title: string; readonly progress: Progress | null } | null
  readonly error: Error | undefined
}

/** Runs of the same samples that were opened or trained here, measured one after the other. */
export function useOwnMeasures(): OwnMeasures {
  const { summary } = useRun()
  const others = useOtherRuns()
  const [state, setState] = useState<OwnMeasures>({ models: [], working: null, error: undefined })

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const show = (change: Partial<OwnMeasures>) =>
      signal.aborted || setState((old) => ({ ...old, ...change }))
    work(
      summary,
      others.map(({ id }) => id),
      signal,
      show,
    ).catch((error: Error) => show({ error, working: null }))
    return () => controller.abort()
  }, [summary, others])
  return state
}

async function work(
  summary: RunSummary,
  others: readonly string[],
  signal: AbortSignal,
  show: (change: Partial<OwnMeasures>) => void,
): Promise<void> {
  const engine = theEngine()
  const found = await Promise.all(
    others.map((run) => engine.summary({ run }).catch(() => undefined)),
  )
  const runs = found.filter((run) => run !== undefined)
  if (!isBuiltIn(summary.id) && runs.every(({ id }) => id !== summary.id)) runs.unshift(summary)
  const models: Compared[] = []
  show({ models, error: undefined })
  for (const run of runs) {
    if (run.samples.count === 0 || dataOf(run) !== dataOf(summary)) continue
    const key = `${run.id} ${run.title} ${run.history.length} ${run.finished}`
    let measures = measured.get(key)
    if (!measures) {
      show({ working: { title: run.title, progress: null } })
      measures = await engine.measure(
        { run: run.id },
        { signal, onProgress: (progress) => show({ working: { title: run.title, progress } }) },
      )
      measured.set(key, measures)
    }
    models.push({ id: run.id, title: run.title, curveOnly: false, own: true, measures })
    show({ models: [...models] })
  }
  show({ working: null })
}

const isBuiltIn = (id: string) => !/^(served$|files:|trained:)/.test(id)

/** Which samples a run is of, as far as its summary tells. */
function dataOf({ modalities, samples: { count, heldOut, media, classes } }: RunSummary): string {
  const widths = modalities.map(({ name, width }) => [name, width])
  return JSON.stringify([
    widths,
    count,
    heldOut.length,
    classes.length,
    media.kind === 'world' ? media.seed : null,
  ])
}
