import { useState } from 'react'
import { useRun } from '../../app/run-context.ts'
import { Button, Icon } from '../../ui/controls/index.ts'
import { groupColour, GroupSwatch } from '../../ui/display/index.ts'
import type { GroupPart, LatentPart } from './anatomy.ts'
import { LatentCloseUp } from './latent-close-up.tsx'
import { percent } from './share-bar.tsx'

/** Groups that are shown before all are asked for. */
const FEW = 12

/** One line of the list: a name, and two measures that align from line to line. */
const line =
  'grid grid-cols-2 items-center gap-x-4 sm:grid-cols-[minmax(0,1fr)_12rem_12rem] sm:gap-x-6'

/** A code group by group, and in each latent by latent; a latent opens to show what it stands for. */
export function GroupRows({
  parts,
  modality,
  open,
  onOpen,
}: {
  readonly parts: readonly GroupPart[]
  readonly modality: string
  readonly open: number | undefined
  readonly onOpen: (latent: number | undefined) => void
}) {
  const { groupName } = useRun()
  const [all, setAll] = useState(false)
  const openAt = parts.findIndex(({ latents }) => latents.some(({ latent }) => latent === open))
  const shown = all ? parts : parts.slice(0, Math.max(FEW, openAt + 1))
  const latents = parts.flatMap((part) => part.latents)
  const most = {
    strength: Math.max(...latents.map(({ strength }) => strength)),
    share: Math.max(...latents.map(({ share }) => Math.abs(share)), 1e-6),
  }
  return (
    <div className="flex flex-col gap-4">
      <div aria-hidden="true" className={`${line} text-xs text-faint`}>
        <span className="max-sm:hidden">Concept</span>
        <span>How strongly it is lit</span>
        <span>Its share of the {modality}</span>
      </div>
      <ul aria-label="Groups" className="flex flex-col gap-5">
        {shown.map(({ group, share, latents: own }) => (
          <li key={group} className="flex flex-col gap-1">
            <div className="flex min-w-0 items-center gap-2 text-sm">
              <GroupSwatch group={group} />
              <h3 className="min-w-0 truncate font-medium">{groupName(group)}</h3>
              <span className="ml-auto shrink-0 text-xs text-faint">
                {percent(share)} of the {modality}
              </span>
            </div>
            <ul aria-label={`Concepts of ${groupName(group)}`} className="flex flex-col">
              {own.map((part) => (
                <LatentRow
                  key={part.latent}
                  part={part}
                  group={group}
                  most={most}
                  modality={modality}
                  isOpen={part.latent === open}
                  onToggle={() => onOpen(part.latent === open ? undefined : part.latent)}
                />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {shown.length < parts.length && (
        <Button className="self-start" onClick={() => setAll(true)}>
          Show all {parts.length} groups
        </Button>
      )}
    </div>
  )
}

function LatentRow({
  part: { latent, strength, share },
  group,
  most,
  modality,
  isOpen,
  onToggle,
}: {
  readonly part: LatentPart
  readonly group: number
  readonly most: { readonly strength: number; readonly share: number }
  readonly modality: string
  readonly isOpen: boolean
  readonly onToggle: () => void
}) {
  const { latentName } = useRun()
  const colour = groupColour(group)
  return (
    <li className="border-t border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className={`${line} min-h-9 w-full rounded-sm py-1.5 text-left text-sm transition-colors hover:bg-sunken`}
      >
        <span className="flex min-w-0 items-center gap-2 max-sm:col-span-2">
          <span
            className={`text-faint transition-transform duration-150 ${isOpen ? '' : '-rotate-90'}`}
          >
            <Icon name="down" size={14} />
          </span>
          <span className="min-w-0 truncate">{latentName(latent)}</span>
          <span className="shrink-0 text-xs text-faint">#{latent}</span>
          <span className="sr-only">lit </span>
        </span>
        <Bar share={strength / most.strength} colour={colour} value={strength.toPrecision(2)} />
        <Bar
          share={Math.abs(share) / most.share}
          colour={share < 0 ? 'var(--color-edge)' : colour}
          value={percent(share)}
        />
        <span className="sr-only"> share of the {modality}</span>
      </button>
      {isOpen && <LatentCloseUp latent={latent} />}
    </li>
  )
}

function Bar({
  share,
  colour,
  value,
}: {
  readonly share: number
  readonly colour: string
  readonly value: string
}) {
  return (
    <span className="flex items-center gap-2">
      <span className="h-2 min-w-0 flex-1">
        <span
          className="block h-full min-w-px rounded-full transition-[width] duration-300 ease-calm"
          style={{ width: `${100 * share}%`, background: colour }}
        />
      </span>
      <span className="w-10 shrink-0 text-right text-xs text-soft">{value}</span>
    </span>
  )
}
