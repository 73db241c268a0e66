import { useEffect, useState } from 'react'
import { useRun } from '../../app/run-context.ts'
import { Card, EmptyState, Page } from '../../ui/display/index.ts'
import { Charts } from './charts.tsx'
import { ChoicesCard } from './choices-card.tsx'
import { FirstConcepts } from './first-concepts.tsx'
import { PlanCard } from './plan-card.tsx'
import { Progress } from './progress.tsx'
import { TrainingList } from './training-list.tsx'
import { adoptRun, useTrainings } from './trainings/store.ts'
import { isOpen } from './trainings/training.ts'
import { useForm } from './use-form.ts'

export function TrainRoom() {
  const { summary } = useRun()
  const trainings = useTrainings()
  const form = useForm()
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set())
  useEffect(() => {
    if (!summary.finished) adoptRun(summary)
  }, [summary])
  useWarning(trainings.some(isOpen))
  // What runs is what one wants to see; else the newest.
  const current = trainings.find(({ state }) => state === 'training') ?? trainings.at(-1)

  return (
    <Page
      title="Train"
      about="Grow a dictionary of concepts from samples, here in the browser, and see the first concepts appear."
    >
      <div className="grid items-start gap-6 lg:grid-cols-[22rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <PlanCard form={form} />
        <div className="flex min-w-0 flex-col gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          {current ? (
            <>
              <Card title="Training">
                <Progress training={current} />
                <Charts trainings={trainings.filter(({ id }) => !hidden.has(id))} />
                <FirstConcepts training={current} />
              </Card>
              <Card title="Trainings of this page">
                <TrainingList trainings={trainings} hidden={hidden} onHidden={setHidden} />
                <p className="border-t border-line pt-3 text-xs text-pretty text-faint">
                  They are gone when the page is. Save one as a zip; unpacked, its folder{' '}
                  <code>run</code> opens here again, and on the command line:{' '}
                  <code>cmgsae inspect run</code>, <code>cmgsae eval run</code>.
                </p>
              </Card>
            </>
          ) : (
            <>
              <EmptyState icon="plus" title="Nothing is trained yet">
                Press Train: with what is set it takes about half a minute. You can stop, go on, and
                lay the curves of several trainings over one another.
              </EmptyState>
              {/* Where it stands between the two forms it would only be in the way. */}
              <div className="max-lg:hidden">
                <Card title="What you will see">
                  <Charts trainings={[]} />
                </Card>
              </div>
            </>
          )}
        </div>
        <ChoicesCard form={form} />
      </div>
    </Page>
  )
}

/** A page that is left while it trains asks first. */
function useWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [on])
}
