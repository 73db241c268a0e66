import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { ModalitySummary } from '../../engine/types.ts'
import type { Asked } from '../../query/index.ts'
import { Choice } from '../../ui/controls/index.ts'
import { Card, EmptyState, ErrorNote, Skeleton } from '../../ui/display/index.ts'
import { anatomy } from './anatomy.ts'
import { GroupRows } from './group-rows.tsx'
import { ShareBar } from './share-bar.tsx'

/** The concepts that a thing lights, and what each brings to rebuilding it. */
export function ItsConcepts({
  asked: { thing, query, error },
  of,
  into,
  open,
  onOf,
  onInto,
  onOpen,
}: {
  readonly asked: Asked
  readonly of: string | undefined
  readonly into: ModalitySummary
  readonly open: number | undefined
  readonly onOf: (modality: string | undefined) => void
  readonly onInto: (modality: string) => void
  readonly onOpen: (latent: number | undefined) => void
}) {
  const { summary, partition } = useRun()
  const { id, modalities, latents } = summary
  const answer = useAnswer(
    (engine) =>
      query &&
      Promise.all([
        engine.code({ run: id, query }),
        engine.contributions({ run: id, query, modality: into.name }),
      ]),
    [id, query, into.name, partition],
  )
  const [code, { shares, cosine = null } = {}] = answer.data ?? []
  const parts = code && shares && anatomy(code, shares, partition.of)
  const names = modalities.map(({ name }) => ({ value: name, name }))

  return (
    <Card
      title="Its concepts"
      aside={
        thing.kind === 'sample' && (
          <div className="flex items-center gap-3">
            <span aria-hidden="true" className="text-sm text-soft max-sm:hidden">
              taken from
            </span>
            <Choice
              label="Taken from"
              value={of ?? 'all'}
              options={[{ value: 'all', name: 'all' }, ...names]}
              onChange={(value) => onOf(value === 'all' ? undefined : value)}
            />
          </div>
        )
      }
    >
      {answer.error && <ErrorNote error={answer.error} />}
      {!query && !parts ? (
        <Waiting idle={error !== undefined || (thing.kind === 'file' && !thing.held)} />
      ) : !parts || !code ? (
        <Waiting idle={answer.error !== undefined} />
      ) : parts.length === 0 ? (
        <EmptyState icon="other" title="Nothing is lit">
          The sample has no {of}; choose another of its modalities.
        </EmptyState>
      ) : (
        <>
          <p className="max-w-prose text-sm text-pretty text-soft">
            {code.indices.length} of {latents.toLocaleString('en')} concepts are lit, in{' '}
            {parts.length} {parts.length === 1 ? 'group' : 'groups'}. Added up, each as strong as it
            is lit, they rebuild the embedding.
          </p>
          <div className="flex flex-col gap-3 rounded-md bg-sunken p-3 sm:p-4">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <p className="min-w-0 flex-1 basis-48 text-sm">
                Rebuilt as {into.name}
                {cosine !== null && (
                  <>
                    : cosine <strong className="font-semibold">{cosine.toFixed(2)}</strong> with its
                    own
                  </>
                )}
              </p>
              <div className="rounded-md bg-surface">
                <Choice label="Rebuilt as" value={into.name} options={names} onChange={onInto} />
              </div>
            </div>
            <ShareBar parts={parts} modality={into.name} />
          </div>
          <GroupRows parts={parts} modality={into.name} open={open} onOpen={onOpen} />
        </>
      )}
    </Card>
  )
}

/** The shape of what is to come; still where nothing is. */
function Waiting({ idle }: { readonly idle: boolean }) {
  if (idle) {
    return (
      <EmptyState icon="other" title="Nothing to take apart yet">
        Ask about a sample, a picture, a sound or a few words.
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  )
}
