import { useRun } from '../../../app/run-context.ts'
import { useAnswer } from '../../../app/use-answer.ts'
import type { ClassShare, Concept } from '../../../engine/types.ts'
import { Card, ErrorNote, modalityColour, Skeleton } from '../../../ui/display/index.ts'

const CLASSES = 8

/** Which classes the activation of a concept falls on, in each modality. */
export function ClassBars({ concept: { kind, index } }: { readonly concept: Concept }) {
  const { summary, partition } = useRun()
  const { modalities, samples } = summary
  const { data, error } = useAnswer(
    (engine) =>
      engine.classesOf({
        run: summary.id,
        concept: { kind, index },
        count: samples.classes.length,
      }),
    [summary.id, kind, index, kind === 'group' && partition],
  )
  const rows = data && strongest(data)
  return (
    <Card title="Classes" aside={<span className="text-xs text-soft">share of activation</span>}>
      {error && <ErrorNote error={error} />}
      {rows?.length === 0 && <p className="text-sm text-faint">It fires for no class.</p>}
      <ul className="flex flex-col">
        {Array.from({ length: rows?.length ?? CLASSES }, (_, at) => {
          const row = rows?.[at]
          if (!row) {
            return (
              <li key={at} className="flex h-11 items-center">
                <Skeleton className="h-6 w-full" />
              </li>
            )
          }
          return (
            <li key={row.class} className="grid h-11 grid-cols-[7.5rem_1fr] items-center gap-3">
              <span className="truncate text-sm">{samples.classes[row.class]}</span>
              <span className="flex flex-col gap-0.5">
                {modalities.map(({ name, kind: look }) => {
                  const share = row.shares[name] ?? 0
                  return (
                    <span key={name} className="flex h-2.5 items-center gap-2">
                      <span
                        role="img"
                        aria-label={`${(100 * share).toFixed(0)} % in ${name}`}
                        className="h-2 rounded-r-sm"
                        style={{
                          width: `${(85 * share) / most(rows!)}%`,
                          minWidth: 1,
                          background: modalityColour(look),
                        }}
                      />
                      <span aria-hidden="true" className="text-xs text-faint">
                        {share >= 0.005 && (100 * share).toFixed(0)}
                      </span>
                    </span>
                  )
                })}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

interface Row {
  readonly class: number
  readonly shares: Readonly<Record<string, number>>
}

/** Classes by the sum of their shares. */
function strongest(parts: Readonly<Record<string, readonly ClassShare[]>>): Row[] {
  const rows = new Map<number, Record<string, number>>()
  for (const [name, shares] of Object.entries(parts)) {
    for (const { class: c, share } of shares) rows.set(c, { ...rows.get(c), [name]: share })
  }
  return Array.from(rows, ([c, shares]) => ({ class: c, shares }))
    .sort((a, b) => sum(b) - sum(a))
    .slice(0, CLASSES)
}

const sum = ({ shares }: Row) => Object.values(shares).reduce((a, b) => a + b, 0)

const most = (rows: readonly Row[]) =>
  Math.max(...rows.flatMap(({ shares }) => Object.values(shares)))
