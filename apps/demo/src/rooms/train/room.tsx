import { useRef, useState } from 'react'
import { rememberRun } from '../../app/other-runs.ts'
import { useRun } from '../../app/run-context.ts'
import { theEngine } from '../../engine/the-engine.ts'
import type { TrainReport } from '../../engine/train/report.ts'
import { Button } from '../../ui/controls/index.ts'
import { Card, ErrorNote, Page, ProgressBar } from '../../ui/display/index.ts'

export function TrainRoom() {
  const { summary } = useRun()
  const [report, setReport] = useState<TrainReport>()
  const [error, setError] = useState<Error>()
  const stop = useRef<AbortController>(undefined)

  async function begin() {
    const controller = new AbortController()
    stop.current = controller
    setError(undefined)
    const engine = theEngine()
    try {
      const recipe = await engine.recipe({ on: summary.id, preset: 'cmgsae' })
      rememberRun(
        await engine.train(
          { on: summary.id, recipe },
          { signal: controller.signal, onProgress: setReport },
        ),
      )
    } catch (reason) {
      if (!controller.signal.aborted) setError(reason as Error)
    } finally {
      stop.current = undefined
    }
  }

  return (
    <Page
      title="Train"
      about={`Grow a dictionary on the samples of ${summary.title}.`}
      actions={
        <>
          <Button look="primary" onClick={() => void begin()}>
            Train
          </Button>
          <Button onClick={() => stop.current?.abort()}>Stop</Button>
        </>
      }
    >
      {error && <ErrorNote error={error} />}
      <Card title="Progress">
        <ProgressBar
          what={report ? `step ${report.step} of ${report.steps}` : 'not begun'}
          share={report ? report.step / report.steps : 0}
        />
      </Card>
    </Page>
  )
}
