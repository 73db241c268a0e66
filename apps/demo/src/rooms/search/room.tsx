import { useSearch } from '@tanstack/react-router'
import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { ErrorNote, Page } from '../../ui/display/index.ts'
import { SampleCard } from '../../ui/samples/index.ts'

export function SearchRoom() {
  const { summary, latentName } = useRun()
  const { sample = 0 } = useSearch({ from: '/search' })
  const modality = summary.modalities.at(-1)!.name
  const { data, error } = useAnswer(
    (engine) => engine.search({ run: summary.id, query: { sample }, modality, count: 12 }),
    [summary.id, sample, modality],
  )
  return (
    <Page title="Search" about={`What shares concepts with sample ${sample}.`}>
      {error && <ErrorNote error={error} />}
      <div className="grid grid-cols-2 gap-6 sm:grid-cols-3 lg:grid-cols-6">
        {data?.map((hit) => (
          <SampleCard
            key={hit.sample}
            sample={hit.sample}
            footer={hit.shared.map(({ latent }) => latentName(latent)).join(', ')}
          />
        ))}
      </div>
    </Page>
  )
}
