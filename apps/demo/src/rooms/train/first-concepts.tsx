import { useAnswer } from '../../app/use-answer.ts'
import type { FirstConcept } from '../../engine/train/report.ts'
import type { RunSummary } from '../../engine/types.ts'
import { Picture, Player, sampleTitle } from '../../ui/samples/index.ts'
import type { Training } from './trainings/training.ts'

/** Concepts that speak most clearly of one thing by now, each with samples that light it most. */
export function FirstConcepts({ training }: { readonly training: Training }) {
  const { data } = useAnswer((engine) => engine.summary({ run: training.on }), [training.on])
  const concepts = training.look?.concepts ?? []
  return (
    <section aria-label="First concepts" className="flex min-h-72 flex-col gap-3">
      <div>
        <h3 className="text-sm font-semibold">Concepts that appear</h3>
        <p className="text-xs text-faint">
          Those of {training.title} that speak most clearly of one thing by now
        </p>
      </div>
      {concepts.length === 0 || !data ? (
        <p className="text-sm text-soft">
          {training.look ? 'None is clear yet.' : 'They come about a second after it begins.'}
        </p>
      ) : (
        <ul className="grid grid-cols-2 gap-x-5 gap-y-4 lg:grid-cols-3">
          {concepts.map((concept) => (
            <li key={concept.latent} className="flex min-w-0 flex-col gap-1.5">
              <p className="flex items-baseline justify-between gap-2 text-sm">
                <span className="truncate font-medium">{nameOf(concept, data)}</span>
                <span className="shrink-0 text-xs text-faint">
                  {Math.round(100 * concept.share)} %
                </span>
              </p>
              <Samples concept={concept} data={data} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Samples({ concept, data }: { readonly concept: FirstConcept; readonly data: RunSummary }) {
  const [modality] = data.modalities
  const { media } = data.samples
  const samples = [...concept.samples]
  if (modality!.kind === 'image') {
    return (
      <div className="grid grid-cols-4 gap-1">
        {samples.map((sample) => (
          <Picture
            key={sample}
            media={media}
            modality={modality!.name}
            sample={sample}
            alt={sampleTitle(data, sample)}
          />
        ))}
      </div>
    )
  }
  return (
    <ul className="flex flex-col gap-1 text-xs text-soft">
      {samples.slice(0, 3).map((sample) => (
        <li key={sample} className="min-w-0">
          {modality!.kind === 'audio' && (
            <Player
              media={media}
              modality={modality!.name}
              sample={sample}
              label={sampleTitle(data, sample)}
              size="sm"
            />
          )}
          <span className="block truncate">{sampleTitle(data, sample)}</span>
        </li>
      ))}
    </ul>
  )
}

function nameOf(concept: FirstConcept, { samples }: RunSummary): string {
  return samples.classes[concept.class] ?? `concept ${concept.latent}`
}
