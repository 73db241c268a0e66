import { useRun } from '../../../app/run-context.ts'
import { useAnswer } from '../../../app/use-answer.ts'
import { GroupSwatch, ModalityBadge, Skeleton } from '../../../ui/display/index.ts'
import { Picture, Player, sampleTitle } from '../../../ui/samples/index.ts'
import { ModalityScores } from '../page/modality-scores.tsx'

const PICTURES = 6
const LINES = 2

/** A latent at a glance: its name, where it fires, and what lights it most in each modality. */
export function Preview({ latent }: { readonly latent: number }) {
  const { summary, latents, latentName, groupName } = useRun()
  const { id, modalities, samples } = summary
  const group = latents.group[latent]!
  const { data, waiting } = useAnswer(
    (engine) =>
      Promise.all(
        modalities.map(({ name, kind }) =>
          engine.topSamples({
            run: id,
            concept: { kind: 'latent', index: latent },
            modality: name,
            count: kind === 'image' ? PICTURES : LINES,
          }),
        ),
      ),
    [id, latent],
  )
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 className="truncate font-serif text-lg">{latentName(latent)}</h2>
        <p className="flex items-center gap-2 text-xs text-soft">
          <GroupSwatch group={group} />
          <span className="truncate">{groupName(group)}</span>
        </p>
      </div>
      <ModalityScores table={latents} index={latent} />
      {modalities.map(({ name, kind }, at) => {
        const hits = data?.[at]?.samples
        const count = kind === 'image' ? PICTURES : LINES
        return (
          <div key={name} className="flex flex-col gap-2">
            <ModalityBadge kind={kind} name={name} />
            {data && hits?.length === 0 ? (
              <p className="text-xs text-faint">It never fires here.</p>
            ) : (
              <ul
                aria-busy={waiting}
                className={kind === 'image' ? 'grid grid-cols-6 gap-1.5' : 'flex flex-col gap-1.5'}
              >
                {Array.from({ length: hits?.length ?? count }, (_, i) => {
                  const n = hits?.[i]
                  if (n === undefined) {
                    return (
                      <li key={i}>
                        <Skeleton className={kind === 'image' ? 'aspect-square' : 'h-7'} />
                      </li>
                    )
                  }
                  const title = sampleTitle(summary, n)
                  const shown = { media: samples.media, modality: name, sample: n }
                  return (
                    <li key={i} className="min-w-0 truncate text-xs text-soft">
                      {kind === 'image' ? (
                        <Picture {...shown} alt={title} className="rounded-sm" />
                      ) : kind === 'audio' ? (
                        <Player {...shown} label={title} size="sm" />
                      ) : (
                        title
                      )}
                    </li>
                  )
                })}
              </ul>
            )}
          </div>
        )
      })}
    </div>
  )
}
