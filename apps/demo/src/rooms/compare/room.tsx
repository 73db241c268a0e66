import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { EmptyState, ErrorNote, Page, ProgressBar, Skeleton } from '../../ui/display/index.ts'
import { columnsFor } from './columns.ts'
import { cameWithApp } from './compared.ts'
import { ComparisonTable } from './comparison-table.tsx'
import { Curves } from './curves.tsx'
import { HeatMaps } from './heat-maps.tsx'
import { Histograms } from './histograms.tsx'
import { useOwnMeasures } from './own-measures.ts'
import type { CompareSearch } from './search.ts'
import { TrainBaselines } from './train-baselines.tsx'

export function CompareRoom() {
  const { summary } = useRun()
  const { sort, curve, model } = useSearch({ from: '/compare' })
  const navigate = useNavigate({ from: '/compare' })
  const isWorld = summary.samples.media.kind === 'world'
  const answer = useAnswer((engine) => (isWorld ? engine.comparison() : undefined), [isWorld])
  const own = useOwnMeasures()
  const modalities = summary.modalities.map(({ name }) => name)
  const models = useMemo(
    () => [...(answer.data?.rows.map(cameWithApp) ?? []), ...own.models],
    [answer.data, own.models],
  )
  const lines = models.filter(({ curveOnly }) => !curveOnly)
  const change = (patch: CompareSearch) =>
    void navigate({ search: (old) => ({ ...old, ...patch }), replace: true, resetScroll: false })
  const error = answer.error ?? own.error

  return (
    <Page
      title="Compare"
      about={
        isWorld
          ? 'The method beside its baselines, measured on samples of the built-in world that none of them has seen. Runs that you train on them join in.'
          : `${summary.title} beside other runs of the same samples.`
      }
    >
      {error && <ErrorNote error={error} />}
      {own.working && (
        <ProgressBar
          what={`${own.working.title}: ${own.working.progress?.what ?? 'waits to be measured'}`}
          share={own.working.progress ? own.working.progress.done / own.working.progress.total : 0}
        />
      )}
      {summary.samples.count === 0 ? (
        <EmptyState icon="folder" title="This run came without its samples">
          Open it again together with its embeddings to measure it.
        </EmptyState>
      ) : lines.length > 0 ? (
        <>
          {!isWorld && !own.working && own.models.length < 2 && <TrainBaselines />}
          <ComparisonTable
            models={lines}
            columns={columnsFor(modalities, lines)}
            sort={sort}
            onSort={(next) => change({ sort: next })}
          />
          <Curves models={models} metric={curve} onMetric={(next) => change({ curve: next })} />
          <Histograms models={lines} modalities={modalities} />
          <HeatMaps models={lines} model={model} onModel={(next) => change({ model: next })} />
        </>
      ) : (
        !error && (
          <>
            <Skeleton className="h-[28rem]" />
            <Skeleton className="h-[30rem]" />
          </>
        )
      )}
    </Page>
  )
}
