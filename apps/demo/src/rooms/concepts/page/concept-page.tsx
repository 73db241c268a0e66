import { useRun } from '../../../app/run-context.ts'
import type { Concept } from '../../../engine/types.ts'
import { Button } from '../../../ui/controls/index.ts'
import { EmptyState } from '../../../ui/display/index.ts'
import { useDescribed } from '../described.ts'
import { useWanted } from '../list/use-wanted.ts'
import { useAddress } from '../use-address.ts'
import { ClassBars } from './class-bars.tsx'
import { ConceptHeader } from './concept-header.tsx'
import { inWords } from './in-words.ts'
import { Members } from './members.tsx'
import { ModalityCard } from './modality-card.tsx'
import { ModalityScores } from './modality-scores.tsx'
import { Neighbours } from './neighbours.tsx'

/** All that is known of a concept. */
export function ConceptPage({ concept }: { readonly concept: Concept }) {
  const { kind, index } = concept
  const { summary, partition } = useRun()
  const { open } = useAddress()
  const concepts = useDescribed(kind)
  const order = useWanted(concepts)
  const { count, classes } = summary.samples
  if (index >= concepts.names.length) {
    return (
      <div className="mx-auto w-full max-w-[1320px] px-4 py-8 sm:px-8">
        <h1 className="sr-only">Concepts</h1>
        <EmptyState icon="search" title={`This run has no ${kind} ${index}`}>
          <p className="pb-3">
            Its {kind}s are 0 to {concepts.names.length - 1}.
          </p>
          <Button onClick={() => open(null)}>All concepts</Button>
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="mx-auto flex w-full max-w-[1320px] flex-col gap-6 px-4 py-4 sm:px-8 sm:py-5">
      <ConceptHeader concept={concept} order={order} />
      {count > 0 ? (
        <>
          <div className="flex flex-col gap-3">
            <p className="max-w-prose text-pretty text-soft">{inWords(concepts, index, classes)}</p>
            <ModalityScores table={concepts.table} index={index} />
          </div>
          {concepts.table.dead[index] === 0 && (
            <div className="grid gap-4 lg:grid-cols-3">
              {summary.modalities.map((modality) => (
                <ModalityCard
                  key={modality.name}
                  concept={concept}
                  table={concepts.table}
                  modality={modality}
                />
              ))}
            </div>
          )}
        </>
      ) : (
        <EmptyState icon="folder" title="This run came without its samples">
          Open it together with its embeddings to see what lights this {kind}.
        </EmptyState>
      )}
      <div className="grid gap-4 lg:grid-cols-3">
        {classes.length > 0 && <ClassBars concept={concept} />}
        <Neighbours concepts={concepts} index={index} />
        <Members
          group={kind === 'group' ? index : partition.of[index]!}
          title={kind === 'group' ? 'Its latents' : 'In the same group'}
        />
      </div>
    </div>
  )
}
