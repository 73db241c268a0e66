import { useEffect, useRef, useState } from 'react'
import { useRun } from '../../../app/run-context.ts'
import type { Concept } from '../../../engine/types.ts'
import { Button, IconButton } from '../../../ui/controls/index.ts'
import { GroupSwatch } from '../../../ui/display/index.ts'
import { MoveForm } from '../edits/move-form.tsx'
import { RenameForm } from '../edits/rename-form.tsx'
import { UndoButton } from '../edits/undo-button.tsx'
import { useAddress } from '../use-address.ts'
import { ConceptLink } from './concept-link.tsx'

/** A concept's name and group, which can be changed, and the way to the ones before and after. */
export function ConceptHeader({
  concept,
  order,
}: {
  readonly concept: Concept
  /** The list that it was opened from. */
  readonly order: readonly number[]
}) {
  const { kind, index } = concept
  const { partition, latentName, groupName } = useRun()
  const { open } = useAddress()
  const [form, setForm] = useState<'rename' | 'move' | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const isLatent = kind === 'latent'
  const name = isLatent ? latentName(index) : groupName(index)
  const group = isLatent ? partition.of[index]! : index
  const at = order.indexOf(index)
  const step = (to: number | undefined) => to !== undefined && open({ kind, index: to })

  useEffect(() => {
    setForm(null)
    heading.current!.focus({ preventScroll: true })
  }, [kind, index])

  return (
    <header className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <Button look="quiet" icon="back" className="-ml-3.5" onClick={() => open(null)}>
          All concepts
        </Button>
        {at >= 0 && (
          <div className="flex items-center gap-1">
            <span className="text-xs text-faint">
              {at + 1} of {order.length}
            </span>
            <IconButton
              icon="back"
              label={`Previous ${kind}`}
              disabled={at === 0}
              onClick={() => step(order[at - 1])}
            />
            <IconButton
              icon="next"
              label={`Next ${kind}`}
              disabled={at === order.length - 1}
              onClick={() => step(order[at + 1])}
            />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1">
          <h1 ref={heading} tabIndex={-1} className="font-serif text-2xl outline-none">
            {name}
          </h1>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-soft">
            <GroupSwatch group={group} />
            {isLatent ? (
              <>
                latent {index} of the group
                <ConceptLink concept={{ kind: 'group', index: group }} className="underline">
                  {groupName(group)}
                </ConceptLink>
              </>
            ) : (
              `group ${index}, ${partition.of.filter((g) => g === index).length} latents`
            )}
          </p>
        </div>
        {form === null && (
          <div className="flex flex-wrap items-center gap-2">
            <UndoButton />
            <Button onClick={() => setForm('rename')}>Rename</Button>
            {isLatent && <Button onClick={() => setForm('move')}>Move to another group</Button>}
          </div>
        )}
      </div>
      {form === 'rename' && (
        <RenameForm
          concept={concept}
          name={isLatent ? name : partition.names[index]!}
          onDone={() => setForm(null)}
        />
      )}
      {form === 'move' && (
        <div className="flex flex-wrap items-end gap-2">
          <MoveForm latents={[index]} onDone={() => setForm(null)} />
          <Button look="quiet" onClick={() => setForm(null)}>
            Cancel
          </Button>
        </div>
      )}
    </header>
  )
}
