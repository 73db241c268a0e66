import { memo } from 'react'
import { useRun } from '../../app/run-context.ts'
import type { Drift, Steering } from '../../engine/types.ts'
import { Button } from '../../ui/controls/index.ts'
import { Card, ModalityBadge, Skeleton } from '../../ui/display/index.ts'
import { change, score } from './in-words.ts'

const rows = [
  { key: 'drift', name: 'Your changes', missing: '' },
  { key: 'random', name: 'Random groups', missing: 'no other group is alive' },
  { key: 'flipped', name: 'Sign turned', missing: 'only of what is added' },
] as const

/** Whether edits move what they mean to, and only that: target beside all else, and controls. */
export const DriftTable = memo(function DriftTable({
  steering,
  controls,
  onControls,
  onOther,
}: {
  readonly steering: Steering | undefined
  readonly controls: boolean
  readonly onControls: (shown: boolean) => void
  /** Takes other random groups. */
  readonly onOther: () => void
}) {
  const { modalities, samples } = useRun().summary
  const shown = controls ? rows : rows.slice(0, 1)
  const parts = steering && modalities.map(({ name }) => steering.modalities[name]!)
  const most = Math.max(
    0.2,
    ...(parts ?? []).flatMap((part) =>
      shown.flatMap(({ key }) => {
        const drift = part[key]
        return drift ? [Math.abs(drift.target) || 0, drift.others] : []
      }),
    ),
  )
  const targets = steering?.targets.map((c) => samples.classes[c]!) ?? []
  return (
    <Card
      title="Target and drift"
      aside={
        <span className="-my-1.5 -mr-1 flex flex-wrap items-center justify-end gap-1">
          {controls && (
            <Button look="quiet" icon="shuffle" onClick={onOther}>
              <span className="max-sm:sr-only">Other groups</span>
            </Button>
          )}
          <Button look="plain" aria-pressed={controls} onClick={() => onControls(!controls)}>
            {controls ? 'Hide controls' : 'Show controls'}
          </Button>
        </span>
      }
    >
      <p className="max-w-prose text-sm text-pretty text-soft">
        {targets.length > 0 ? (
          <>
            Meant: <span className="font-medium text-ink">{targets.join(', ')}</span>.
          </>
        ) : (
          'Meant: nothing yet.'
        )}{' '}
        A good change moves the class that is meant, and leaves the others where they are.
        {controls &&
          ' The same push on random groups, and in the opposite direction, shows what any change would do.'}
      </p>
      {!parts && <Skeleton className={controls ? 'h-56' : 'h-24'} />}
      {parts && (
        <table className="w-full table-fixed text-sm">
          <caption className="sr-only">
            Change of the cosine with the classes that are meant, and mean size of the change of the
            others, by modality
          </caption>
          <thead>
            <tr className="h-8 text-left align-top">
              <th scope="col" className="w-[5.5rem] sm:w-36">
                <span className="sr-only">Change</span>
              </th>
              {modalities.map(({ name, kind }) => (
                <th key={name} scope="col" className="pl-3 sm:pl-5">
                  <ModalityBadge kind={kind} name={name} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, name, missing }) => (
              <tr key={key} className="border-t border-line">
                <th scope="row" className="py-3 text-left align-top font-normal">
                  {name}
                </th>
                {parts.map((part, m) => (
                  <td key={modalities[m]!.name} className="py-3 pl-3 align-top sm:pl-5">
                    {part[key] ? (
                      <DriftBars drift={part[key]} most={most} />
                    ) : (
                      <span className="text-xs text-faint">{missing}</span>
                    )}
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

function DriftBars({
  drift: { target, others },
  most,
}: {
  readonly drift: Drift
  readonly most: number
}) {
  return (
    <span className="flex flex-col gap-2">
      <Line
        name="meant"
        text={Number.isNaN(target) ? '–' : change(target)}
        value={(target || 0) / most}
        className="bg-accent"
      />
      <Line name="others" text={score(others)} value={others / most} className="bg-edge" />
    </span>
  )
}

function Line({
  name,
  text,
  value,
  className,
}: {
  readonly name: string
  readonly text: string
  /** From −1 to 1. */
  readonly value: number
  readonly className: string
}) {
  const width = 50 * Math.min(1, Math.abs(value))
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap justify-between gap-x-2 text-xs">
        <span className="text-faint">{name}</span>
        <span>{text}</span>
      </span>
      <span aria-hidden="true" className="relative block h-2 rounded-sm bg-sunken">
        <span
          className={`absolute inset-y-0 rounded-sm ${className}`}
          style={{ width: `${width}%`, left: value < 0 ? `${50 - width}%` : '50%' }}
        />
        <span className="absolute inset-y-0 left-1/2 w-px bg-edge" />
      </span>
    </span>
  )
}
