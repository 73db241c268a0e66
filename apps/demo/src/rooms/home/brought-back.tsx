import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { Choice } from '../../ui/controls/index.ts'
import { ErrorNote, ModalityBadge, Skeleton } from '../../ui/display/index.ts'
import { Picture, Player, sampleTitle } from '../../ui/samples/index.ts'

const PICTURES = 6
const ROWS = 3

/** What is nearest to the reconstruction in each modality, from one of them or from both. */
export function BroughtBack({
  sample,
  pair,
  from,
  onFrom,
}: {
  readonly sample: number | undefined
  readonly pair: readonly [string, string]
  readonly from: string | undefined
  readonly onFrom: (modality: string | undefined) => void
}) {
  const { summary } = useRun()
  const { id, modalities, samples } = summary
  const shown = modalities.filter(({ name }) => pair.includes(name))
  const { data, error } = useAnswer(
    (engine) =>
      sample === undefined
        ? undefined
        : Promise.all(
            shown.map(({ name, kind }) =>
              engine.nearest({
                run: id,
                query: { sample, modality: from },
                modality: name,
                space: 'decoded',
                count: (kind === 'image' ? PICTURES : ROWS) + 1,
              }),
            ),
          ),
    [id, sample, from],
  )
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <h2 className="text-sm font-semibold text-faint">What the concepts bring back</h2>
      <Choice
        label="Reconstruct from"
        value={from ?? 'all'}
        options={[
          ...shown.map(({ name }) => ({ value: name, name })),
          { value: 'all', name: 'all' },
        ]}
        onChange={(value) => onFrom(value === 'all' ? undefined : value)}
      />
      {error && <ErrorNote error={error} />}
      {shown.map(({ name, kind }, at) => {
        const hits = data?.[at]
        const count = kind === 'image' ? PICTURES : ROWS
        const nearest =
          hits &&
          Array.from(hits.samples)
            .filter((n) => n !== sample)
            .slice(0, count)
        return (
          <div key={name} className="flex flex-col gap-2">
            <div className="flex items-baseline gap-2 text-xs text-soft">
              <ModalityBadge kind={kind} name={name} />
              nearest to the reconstruction
            </div>
            {kind === 'image' ? (
              <ul className="grid grid-cols-3 gap-2">
                {slots(nearest, count).map((n, i) => (
                  <li key={i}>
                    {n === undefined ? (
                      <Skeleton className="aspect-square" />
                    ) : (
                      <Picture
                        media={samples.media}
                        modality={name}
                        sample={n}
                        alt={sampleTitle(summary, n)}
                      />
                    )}
                  </li>
                ))}
              </ul>
            ) : (
              <ul className="flex flex-col gap-2">
                {slots(nearest, count).map((n, i) => (
                  <li key={i} className="min-h-12 text-xs text-soft">
                    {n === undefined ? (
                      <Skeleton className="h-12" />
                    ) : (
                      <>
                        {kind === 'audio' && (
                          <Player
                            media={samples.media}
                            modality={name}
                            sample={n}
                            label={sampleTitle(summary, n)}
                            size="sm"
                          />
                        )}
                        <span className="block truncate">{sampleTitle(summary, n)}</span>
                      </>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )
      })}
    </div>
  )
}

/** As many places as there will be, filled or not, so that nothing moves when answers come. */
function slots(found: readonly number[] | undefined, count: number): (number | undefined)[] {
  return found ? [...found] : Array.from({ length: count }, () => undefined)
}
