import { lazy, Suspense, useRef } from 'react'
import { useRun } from '../../app/run-context.ts'
import type { Concept } from '../../engine/types.ts'
import { Page, Skeleton } from '../../ui/display/index.ts'
import { GroupsActions } from './edits/groups-actions.tsx'
import { ConceptList } from './list/concept-list.tsx'
import { ListControls } from './list/list-controls.tsx'
import { ConceptPage } from './page/concept-page.tsx'
import { openConcept } from './search.ts'
import { useAddress } from './use-address.ts'

// With WebGL's library, which is as large as all the rest.
const ConceptMap = lazy(() =>
  import('./map/concept-map.tsx').then((module) => ({ default: module.ConceptMap })),
)

export function ConceptsRoom() {
  const { summary, partition } = useRun()
  const { search } = useAddress()
  const concept = openConcept(search)
  const last = useRef<Concept>(null)
  if (concept) {
    last.current = concept
    return <ConceptPage concept={concept} />
  }
  const view = search.view ?? 'groups'
  return (
    <Page
      title="Concepts"
      about={`${summary.title} tells everything by ${summary.latents} latents, each a direction that means something. They come in ${partition.names.length} groups of latents that belong together.`}
      actions={<GroupsActions />}
    >
      <ListControls view={view} />
      {view === 'map' ? (
        <Suspense fallback={<Skeleton className="min-h-[32rem] w-full" />}>
          <ConceptMap />
        </Suspense>
      ) : (
        <ConceptList key={view} kind={view === 'groups' ? 'group' : 'latent'} last={last.current} />
      )}
    </Page>
  )
}
