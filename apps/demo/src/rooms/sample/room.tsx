import { useSearch } from '@tanstack/react-router'
import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { CodeBars } from '../../ui/charts/code-bars.tsx'
import { Card, ErrorNote, Page, Skeleton } from '../../ui/display/index.ts'
import { SampleCard } from '../../ui/samples/index.ts'

export function SampleRoom() {
  const { summary } = useRun()
  const { sample = 0 } = useSearch({ from: '/sample' })
  const { data, error } = useAnswer(
    (engine) => engine.code({ run: summary.id, query: { sample } }),
    [summary.id, sample],
  )
  return (
    <Page title="Sample" about="One thing, and what it is made of.">
      {error && <ErrorNote error={error} />}
      <div className="grid gap-6 md:grid-cols-[16rem_minmax(0,1fr)]">
        <SampleCard sample={sample} size="md" />
        <Card title="Groups it lights">
          {data ? <CodeBars code={data} label="Groups" /> : <Skeleton className="h-72" />}
        </Card>
      </div>
    </Page>
  )
}
