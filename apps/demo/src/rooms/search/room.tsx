import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useRun } from '../../app/run-context.ts'
import { AskedPanel, RoomDrop, useAsked } from '../../query/index.ts'
import { Card, EmptyState, Page } from '../../ui/display/index.ts'
import { Choice } from '../../ui/controls/index.ts'
import { conceptsOf, listOf } from './concept-keys.ts'
import { ConceptFilters } from './concept-filters.tsx'
import { Results } from './results.tsx'
import { FEW, type SearchSearch } from './search.ts'

export function SearchRoom() {
  const { summary, partition } = useRun()
  const search = useSearch({ from: '/search' })
  const navigate = useNavigate({ from: '/search' })
  const { modalities, samples, latents } = summary
  const known = (name: string | undefined) => modalities.find((modality) => modality.name === name)
  const to = known(search.to) ?? modalities[1] ?? modalities[0]!
  const other = modalities.find(({ name }) => name !== to.name) ?? to
  const of = search.of === 'all' ? undefined : (known(search.of) ?? other).name
  const asked = useAsked(search, of)
  const change = (changes: SearchSearch) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), resetScroll: false })
  const tune = (changes: SearchSearch) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), resetScroll: false, replace: true })

  const filters = useMemo(() => {
    const counts = { latent: latents, group: partition.names.length }
    return {
      include: conceptsOf(search.with, counts),
      exclude: conceptsOf(search.without, counts),
    }
  }, [search.with, search.without, latents, partition])
  const names = modalities.map(({ name }) => ({ value: name, name }))

  return (
    <RoomDrop onChange={change}>
      <Page
        title="Search"
        about="From any modality to any other. Each hit comes with the concepts that it shares with what you ask, so you can see why it was found."
      >
        {samples.count === 0 ? (
          <EmptyState icon="folder" title="This run came without its samples">
            Open it again together with its embeddings to search them.
          </EmptyState>
        ) : (
          <div className="grid items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
            <AskedPanel search={search} asked={asked} onChange={change} onTune={tune} />
            <div className="flex min-w-0 flex-col gap-6">
              <Card>
                <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
                  {asked.thing.kind === 'sample' && (
                    <Labelled name="From its">
                      <Choice
                        label="Search from"
                        value={of ?? 'all'}
                        options={[...names, { value: 'all', name: 'all' }]}
                        onChange={(value) => tune({ of: value })}
                      />
                    </Labelled>
                  )}
                  <Labelled name="to">
                    <Choice
                      label="Search to"
                      value={to.name}
                      options={names}
                      onChange={(value) => tune({ to: value })}
                    />
                  </Labelled>
                </div>
                <ConceptFilters
                  query={asked.query}
                  {...filters}
                  onChange={({ include, exclude }) =>
                    change({ with: listOf(include), without: listOf(exclude) })
                  }
                />
              </Card>
              <Results
                asked={asked}
                to={to}
                {...filters}
                count={search.count ?? FEW}
                onCount={(count) => tune({ count })}
                onFilter={({ include, exclude }) =>
                  change({ with: listOf(include), without: listOf(exclude) })
                }
              />
            </div>
          </div>
        )}
      </Page>
    </RoomDrop>
  )
}

function Labelled({
  name,
  children,
}: {
  readonly name: string
  readonly children: React.ReactNode
}) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <span aria-hidden="true" className="text-sm text-soft">
        {name}
      </span>
      {children}
    </div>
  )
}
