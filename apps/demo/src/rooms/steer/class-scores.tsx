import { memo } from 'react'
import { useRun } from '../../app/run-context.ts'
import type { Steering } from '../../engine/types.ts'
import { Card, ModalityBadge, modalityColour, Skeleton } from '../../ui/display/index.ts'
import { change, score } from './in-words.ts'
import { movedClasses } from './moved-classes.ts'
import { ScoreBar } from './score-bar.tsx'

const SHOWN = 8

/** How near the reconstructions are to the classes, before and after. */
export const ClassScores = memo(function ClassScores({
  steering,
  isChanged,
}: {
  readonly steering: Steering | undefined
  readonly isChanged: boolean
}) {
  const { modalities, samples } = useRun().summary
  const names = modalities.map(({ name }) => name)
  const count = Math.min(SHOWN, samples.classes.length)
  const rows = steering && movedClasses(steering, names, { isChanged, count })
  return (
    <Card
      title={isChanged ? 'Classes that moved most' : 'Highest classes'}
      aside={
        <span className="flex items-center gap-2 text-xs text-faint">
          <span aria-hidden="true" className="h-3.5 w-0.5 rounded-full bg-ink" />
          before
        </span>
      }
    >
      {!rows && <Skeleton className="h-[18.5rem]" />}
      {rows && (
        <table className="w-full table-fixed text-sm">
          <caption className="sr-only">
            Cosine of the reconstruction with the mean of each class, by modality
          </caption>
          <thead>
            <tr className="h-8 text-left align-top">
              <th scope="col" className="w-[5.5rem] sm:w-36">
                <span className="sr-only">Class</span>
              </th>
              {modalities.map(({ name, kind }) => (
                <th key={name} scope="col" className="pl-3 sm:pl-5">
                  <ModalityBadge kind={kind} name={name} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.class} className="h-11 sm:h-[2.125rem]">
                <th
                  scope="row"
                  className={`truncate text-left ${row.isTarget ? 'font-semibold' : 'font-normal'}`}
                >
                  {samples.classes[row.class]}
                  {row.isTarget && <span className="sr-only"> (target)</span>}
                </th>
                {row.scores.map(({ before, after }, m) => (
                  <td key={names[m]} className="pl-3 sm:pl-5">
                    <span className="flex flex-col-reverse gap-1 sm:flex-row sm:items-center sm:gap-3">
                      <ScoreBar
                        before={before}
                        after={after}
                        colour={modalityColour(modalities[m]!.kind)}
                      />
                      <span
                        className="text-xs text-soft sm:w-10 sm:shrink-0 sm:text-right"
                        title={`from ${score(before)} to ${score(after)}`}
                      >
                        {isChanged ? change(after - before) : score(after)}
                      </span>
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
})
