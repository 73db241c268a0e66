import { Link } from '@tanstack/react-router'
import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { SampleStrip } from '../../query/index.ts'
import { buttonClasses } from '../../ui/controls/index.ts'
import { ErrorNote } from '../../ui/display/index.ts'

/** Samples shown of each modality. */
const COUNT = 4

/** What a latent stands for: the samples that light it most, in every modality that it serves. */
export function LatentCloseUp({ latent }: { readonly latent: number }) {
  const { summary, latents } = useRun()
  const { id } = summary
  const served = summary.modalities.filter(({ name }) => latents.serves[name]![latent] === 1)
  const { data, error } = useAnswer(
    (engine) =>
      Promise.all(
        served.map(({ name }) =>
          engine.topSamples({
            run: id,
            concept: { kind: 'latent', index: latent },
            modality: name,
            count: COUNT,
          }),
        ),
      ),
    [id, latent],
  )
  return (
    <div className="flex flex-col gap-4 rounded-md bg-sunken p-3 sm:p-4">
      <p className="text-xs text-soft">What lights this concept most, in each modality:</p>
      {error && <ErrorNote error={error} />}
      <div className="grid gap-5 md:grid-cols-3">
        {served.map((modality, at) => (
          <SampleStrip key={modality.name} modality={modality} hits={data?.[at]} count={COUNT} />
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        <Link to="/concepts" search={{ latent }} className={buttonClasses('plain')}>
          All about it
        </Link>
        <Link to="/search" search={{ with: `l${latent}` }} className={buttonClasses('plain')}>
          Search for more with it
        </Link>
      </div>
    </div>
  )
}
