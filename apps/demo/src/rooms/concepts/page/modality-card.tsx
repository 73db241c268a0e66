import { useRun } from '../../../app/run-context.ts'
import { useAnswer } from '../../../app/use-answer.ts'
import type { Concept, ConceptTable, ModalitySummary } from '../../../engine/types.ts'
import { BarChart } from '../../../ui/charts/index.ts'
import {
  Card,
  EmptyState,
  ErrorNote,
  ModalityBadge,
  modalityColour,
  Skeleton,
} from '../../../ui/display/index.ts'
import { SHOWN, TopSamples } from './top-samples.tsx'

/** What lights a concept in a modality, and how strongly it fires there. */
export function ModalityCard({
  concept: { kind, index },
  table,
  modality,
}: {
  readonly concept: Concept
  readonly table: ConceptTable
  readonly modality: ModalitySummary
}) {
  const { summary, partition } = useRun()
  const { name } = modality
  const asked = { run: summary.id, concept: { kind, index }, modality: name }
  const { data, error } = useAnswer(
    (engine) =>
      Promise.all([
        engine.topSamples({ ...asked, count: SHOWN[modality.kind] }),
        engine.histogram({ ...asked, bins: 24 }),
      ]),
    // A group's samples change with its latents.
    [summary.id, kind, index, name, kind === 'group' && partition],
  )
  const fires = table.density[name]![index]! > 0
  const [hits, histogram] = data ?? []
  return (
    <Card
      title={<ModalityBadge kind={modality.kind} name={name} />}
      aside={
        <span className="text-xs text-soft">
          {fires
            ? `${(100 * table.score[name]![index]!).toFixed(0)} % of its activation`
            : 'silent'}
        </span>
      }
    >
      {error && <ErrorNote error={error} />}
      {fires ? (
        <>
          <TopSamples modality={modality} hits={hits} />
          <div className="mt-auto flex flex-col gap-2 pt-2">
            <h3 className="text-xs font-medium text-soft">How strongly it fires</h3>
            {histogram ? (
              <BarChart
                label={`Histogram of its activation in ${name}: from 0 to ${histogram.edges.at(-1)!.toPrecision(2)}`}
                counts={histogram.counts}
                edges={histogram.edges}
                colour={modalityColour(modality.kind)}
                xLabel="activation"
              />
            ) : (
              <Skeleton className="h-29" />
            )}
            <p className="text-xs text-faint">
              {histogram
                ? `Fires in ${(summary.samples.count - histogram.silent).toLocaleString('en')} of ${summary.samples.count.toLocaleString('en')}, ${table.mean[name]![index]!.toFixed(2)} on average.`
                : ' '}
            </p>
          </div>
        </>
      ) : (
        <EmptyState icon={modality.kind} title={`It never fires on ${name}`} />
      )}
    </Card>
  )
}
