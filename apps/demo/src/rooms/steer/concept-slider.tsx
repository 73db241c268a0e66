import { useRun } from '../../app/run-context.ts'
import type { Edit } from '../../engine/types.ts'
import { IconButton, Select, Slider } from '../../ui/controls/index.ts'
import { GroupSwatch } from '../../ui/display/index.ts'
import { MOST, within } from './edit-list.ts'
import { times } from './in-words.ts'
import { targetDetail, targetGroup, targetName } from './target-name.ts'

const ways = [
  { value: 'boost', name: 'Add' },
  { value: 'set', name: 'Set' },
  { value: 'suppress', name: 'Off' },
] as const

/** One concept, and how much of it. */
export function ConceptSlider({
  edit,
  onSlide,
  onChange,
  onRemove,
}: {
  readonly edit: Edit
  readonly onSlide: (edit: Edit) => void
  readonly onChange: (edit: Edit) => void
  readonly onRemove: () => void
}) {
  const run = useRun()
  const { kind, target, amount } = edit
  const name = targetName(target, run)
  const group = targetGroup(target, run)
  return (
    <Slider
      label={
        <span className="flex items-center gap-2" title={`${name}, ${targetDetail(target, run)}`}>
          {group === undefined ? (
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-full border border-edge"
            />
          ) : (
            <GroupSwatch group={group} />
          )}
          <span className="truncate">{name}</span>
        </span>
      }
      value={amount}
      min={kind === 'set' ? 0 : -MOST}
      max={MOST}
      step={0.1}
      disabled={kind === 'suppress'}
      show={(value) => inWords(kind, value)}
      onChange={(value) => onSlide({ ...edit, amount: value })}
      accessory={
        <span className="-mr-2 flex items-center gap-1">
          <span className="w-[4.75rem]">
            <Select
              label={`What is done with ${name}`}
              hideLabel
              value={kind}
              options={ways}
              onChange={(next) => onChange({ kind: next, target, amount: startOf(next, edit) })}
            />
          </span>
          <IconButton icon="close" label={`Take ${name} away`} onClick={onRemove} />
        </span>
      }
    />
  )
}

/** The amount with which another way of editing begins: of what is set there has to be some. */
function startOf(kind: Edit['kind'], { amount }: Edit): number {
  const kept = within(kind, amount)
  return kind === 'set' && kept === 0 ? 1 : kept
}

function inWords(kind: Edit['kind'], amount: number): string {
  if (kind === 'suppress') return 'off'
  if (kind === 'boost' && amount === 0) return 'as it is'
  return kind === 'boost' && amount > 0 ? `+${times(amount)}` : times(amount)
}
