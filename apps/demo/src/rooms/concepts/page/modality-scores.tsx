import { useRun } from '../../../app/run-context.ts'
import type { ConceptTable } from '../../../engine/types.ts'
import { modalityColour } from '../../../ui/display/index.ts'

/** How the activation of a concept is split between modalities, as one bar. */
export function ModalityScores({
  table,
  index,
}: {
  readonly table: ConceptTable
  readonly index: number
}) {
  const { summary } = useRun()
  if (table.dead[index]) return <p className="text-sm text-faint">It fires in no sample.</p>
  const parts = summary.modalities.map(({ name, kind }) => ({
    name,
    kind,
    score: table.score[name]![index]!,
  }))
  return (
    <figure className="flex min-w-0 flex-col gap-1.5">
      <div aria-hidden="true" className="flex h-2.5 gap-px overflow-hidden rounded-full">
        {parts
          .filter(({ score }) => score > 0)
          .map(({ name, kind, score }) => (
            <span
              key={name}
              style={{ width: `${100 * score}%`, background: modalityColour(kind) }}
            />
          ))}
      </div>
      <figcaption className="flex flex-wrap gap-x-4 text-xs text-soft">
        {parts.map(({ name, kind, score }) => (
          <span key={name} className="flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className="size-2 rounded-full"
              style={{ background: modalityColour(kind) }}
            />
            {name} {(100 * score).toFixed(0)} %
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
