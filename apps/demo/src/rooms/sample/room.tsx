import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRun } from '../../app/run-context.ts'
import { AskedPanel, RoomDrop, useAsked } from '../../query/index.ts'
import { buttonClasses } from '../../ui/controls/index.ts'
import { EmptyState, Page } from '../../ui/display/index.ts'
import { ItsConcepts } from './its-concepts.tsx'
import { NearestInAll } from './nearest-in-all.tsx'
import type { SampleSearch } from './search.ts'

export function SampleRoom() {
  const { summary } = useRun()
  const search = useSearch({ from: '/sample' })
  const navigate = useNavigate({ from: '/sample' })
  const { modalities, samples } = summary
  const known = (name: string | undefined) => modalities.find((modality) => modality.name === name)
  const of = known(search.of)?.name
  const asked = useAsked(search, of)
  const into = known(search.into) ?? modalities[0]!
  const change = (changes: SampleSearch) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), resetScroll: false })
  const tune = (changes: SampleSearch) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), resetScroll: false, replace: true })

  const { thing, query } = asked
  const handed = { run: search.run, sample: search.sample, text: search.text, file: search.file }
  return (
    <RoomDrop onChange={change}>
      <Page
        title="Sample"
        about="Take one thing apart: which concepts it lights, what each of them brings, and what else lights the same."
        actions={
          samples.count > 0 && (
            <>
              <Link to="/search" search={handed} className={buttonClasses('plain')}>
                Search with it
              </Link>
              {thing.kind === 'sample' && (
                <Link
                  to="/steer"
                  search={{ run: search.run, sample: thing.sample }}
                  className={buttonClasses('plain')}
                >
                  Steer it
                </Link>
              )}
            </>
          )
        }
      >
        {samples.count === 0 ? (
          <EmptyState icon="folder" title="This run came without its samples">
            Open it again together with its embeddings to take one of them apart.
          </EmptyState>
        ) : (
          <div className="grid items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
            <AskedPanel search={search} asked={asked} onChange={change} onTune={tune} />
            <div className="flex min-w-0 flex-col gap-6">
              <ItsConcepts
                asked={asked}
                of={of}
                into={into}
                open={search.open}
                onOf={(name) => tune({ of: name })}
                onInto={(name) => tune({ into: name })}
                onOpen={(latent) => tune({ open: latent })}
              />
              {query && <NearestInAll query={query} />}
            </div>
          </div>
        )}
      </Page>
    </RoomDrop>
  )
}
