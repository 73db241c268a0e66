import { useRun } from '../../../app/run-context.ts'
import { Button } from '../../../ui/controls/index.ts'
import { Card, GroupSwatch } from '../../../ui/display/index.ts'
import { MoveForm } from '../edits/move-form.tsx'
import { useAddress } from '../use-address.ts'
import { Preview } from './preview.tsx'

/** Names that are told of many picked latents. */
const TOLD = 40

/** Beside the map, as high as it; below it on narrow screens. */
const STANDING = 'lg:h-0 lg:min-h-full lg:overflow-y-auto'

/** What the pointer or the pick is about; without either, the groups, each of which can be picked. */
export function MapPanel({
  hovered,
  picked,
  onPick,
}: {
  readonly hovered: number | null
  readonly picked: readonly number[]
  readonly onPick: (latents: readonly number[]) => void
}) {
  const { latentName } = useRun()
  const { open } = useAddress()
  const one = hovered ?? (picked.length === 1 ? picked[0]! : null)
  if (one !== null) {
    return (
      <Card className={STANDING}>
        <Preview latent={one} />
        <Button onClick={() => open({ kind: 'latent', index: one })}>Open latent {one}</Button>
      </Card>
    )
  }
  if (picked.length === 0) return <GroupPicker onPick={onPick} />
  return (
    <Card
      title={<span role="status">{picked.length} latents picked</span>}
      aside={
        <Button look="quiet" onClick={() => onPick([])}>
          Clear
        </Button>
      }
      className={STANDING}
    >
      <MoveForm latents={picked} onDone={() => onPick([])} />
      <ul aria-label="Picked latents" className="flex flex-wrap gap-1.5">
        {picked.slice(0, TOLD).map((i) => (
          <li key={i}>
            <button
              type="button"
              onClick={() => open({ kind: 'latent', index: i })}
              className="rounded-full border border-line px-2.5 py-0.5 text-xs hover:bg-sunken"
            >
              {latentName(i)} <span className="text-faint">#{i}</span>
            </button>
          </li>
        ))}
        {picked.length > TOLD && (
          <li className="py-0.5 text-xs text-faint">and {picked.length - TOLD} more</li>
        )}
      </ul>
    </Card>
  )
}

function GroupPicker({ onPick }: { readonly onPick: (latents: readonly number[]) => void }) {
  const { partition, groups, groupName } = useRun()
  const shown = [...partition.names.keys()].filter((g) => groups.size[g]! > 0)
  return (
    <Card title="Groups" className={STANDING}>
      <p className="text-sm text-soft">Choose one to see its latents on the map.</p>
      <ul
        tabIndex={0}
        aria-label="Groups"
        className="-mx-2 max-h-80 min-h-0 overflow-y-auto lg:max-h-none lg:flex-1"
      >
        {shown.map((g) => (
          <li key={g}>
            <button
              type="button"
              onClick={() => onPick([...partition.of.keys()].filter((i) => partition.of[i] === g))}
              className="flex h-9 w-full items-center gap-2 rounded-md px-2 text-left text-sm -outline-offset-2 hover:bg-sunken"
            >
              <GroupSwatch group={g} />
              <span className="min-w-0 flex-1 truncate">{groupName(g)}</span>
              <span className="text-xs text-faint">{groups.size[g]}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
