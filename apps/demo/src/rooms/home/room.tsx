import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRun } from '../../app/run-context.ts'
import { EmptyState } from '../../ui/display/index.ts'
import { Hero } from './hero.tsx'
import { Idea } from './idea.tsx'
import { Invitations } from './invitations.tsx'

export function HomeRoom() {
  const { summary } = useRun()
  const search = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const { modalities, samples, pair } = summary
  const sample =
    search.sample !== undefined && search.sample < samples.count
      ? search.sample
      : (samples.example ?? undefined)
  const from = modalities.some(({ name }) => name === search.from) ? search.from : undefined

  return (
    <div className="mx-auto flex w-full max-w-[1320px] flex-col gap-10 px-4 py-8 sm:px-8 sm:py-12">
      <Hero />
      {samples.count === 0 ? (
        <EmptyState icon="folder" title="This run came without its samples">
          Open it again together with its embeddings to see what its concepts stand for.
        </EmptyState>
      ) : (
        <Idea
          sample={sample}
          pair={pair}
          from={from}
          onAnother={() => {
            const other = Math.floor(Math.random() * samples.count)
            void navigate({ search: (old) => ({ ...old, sample: other }), replace: true })
          }}
          onFrom={(name) =>
            void navigate({ search: (old) => ({ ...old, from: name }), replace: true })
          }
        />
      )}
      <Invitations sample={sample} />
    </div>
  )
}
