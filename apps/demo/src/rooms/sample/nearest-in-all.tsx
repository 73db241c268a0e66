import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { Query, SampleHits } from '../../engine/types.ts'
import { SampleStrip } from '../../query/index.ts'
import { Card, ErrorNote } from '../../ui/display/index.ts'

/** Samples shown of each modality. */
const COUNT = 6

/** What lights the same concepts, in every modality. */
export function NearestInAll({ query }: { readonly query: Query }) {
  const { id, modalities } = useRun().summary
  const own = 'sample' in query ? query.sample : undefined
  const { data, error } = useAnswer(
    (engine) =>
      Promise.all(
        modalities.map(async ({ name }) =>
          without(
            own,
            await engine.nearest({
              run: id,
              query,
              modality: name,
              space: 'code',
              count: COUNT + 1,
            }),
          ),
        ),
      ),
    [id, query],
  )
  return (
    <Card title="What lights the same concepts">
      {error && <ErrorNote error={error} />}
      <div className="grid gap-x-6 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
        {modalities.map((modality, at) => (
          <SampleStrip key={modality.name} modality={modality} hits={data?.[at]} count={COUNT} />
        ))}
      </div>
    </Card>
  )
}

/** Hits but for the sample itself, which is nearest to itself. */
function without(sample: number | undefined, { samples }: SampleHits): Pick<SampleHits, 'samples'> {
  return { samples: samples.filter((hit) => hit !== sample).slice(0, COUNT) }
}
