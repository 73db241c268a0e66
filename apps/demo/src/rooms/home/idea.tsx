import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { Button } from '../../ui/controls/index.ts'
import { ErrorNote, Skeleton } from '../../ui/display/index.ts'
import { SampleCard } from '../../ui/samples/index.ts'
import { BroughtBack } from './brought-back.tsx'
import { ConceptSky } from './concept-sky.tsx'
import { GlowingGroups } from './glowing-groups.tsx'
import { litLatents, sharedGroups } from './shared-code.ts'

/** A sample, the concepts it lights, and what these bring back. */
export function Idea({
  sample,
  pair,
  from,
  onAnother,
  onFrom,
}: {
  readonly sample: number | undefined
  readonly pair: readonly [string, string]
  readonly from: string | undefined
  readonly onAnother: () => void
  readonly onFrom: (modality: string | undefined) => void
}) {
  const { summary } = useRun()
  const { id, latents } = summary
  const layout = useAnswer((engine) => engine.layout({ run: id }), [id])
  const codes = useAnswer(
    (engine) =>
      sample === undefined
        ? undefined
        : Promise.all(
            pair.map((modality) => engine.code({ run: id, query: { sample, modality } })),
          ),
    [id, sample, ...pair],
  )
  const [first, second] = codes.data ?? []
  const lit = first && second ? litLatents(first, second) : undefined
  const both = lit?.filter((latent) => latent.first > 0 && latent.second > 0).length
  const error = layout.error ?? codes.error

  return (
    <section
      aria-label="The idea in one picture"
      className="grid gap-x-10 gap-y-8 lg:grid-cols-[15rem_minmax(0,1fr)_17rem]"
    >
      {error && (
        <div className="lg:col-span-3">
          <ErrorNote error={error} />
        </div>
      )}
      <div className="flex flex-col gap-4">
        <h2 className="text-sm font-semibold text-faint">One thing, seen, heard and told</h2>
        <div className="min-h-[24rem]">
          {sample === undefined ? (
            <Skeleton className="aspect-square w-full" />
          ) : (
            <SampleCard sample={sample} size="lg" />
          )}
        </div>
        <Button icon="shuffle" onClick={onAnother} className="self-start">
          Another
        </Button>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <h2 className="text-sm font-semibold text-faint">
          {lit
            ? `Of ${latents} concepts, ${both} ${both === 1 ? 'is' : 'are'} lit by both`
            : `${latents} concepts`}
        </h2>
        <ConceptSky positions={layout.data} lit={lit} pair={pair} />
        <GlowingGroups groups={first && second ? sharedGroups(first, second) : undefined} />
      </div>
      <BroughtBack sample={sample} pair={pair} from={from} onFrom={onFrom} />
    </section>
  )
}
