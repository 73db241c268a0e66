import { Button } from '../../../ui/controls/index.ts'
import { MoveForm } from '../edits/move-form.tsx'
import type { Picking } from './use-picking.tsx'

/** What can be done with the picked latents. */
export function PickBar({ picked, pick }: Picking) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 rounded-md bg-tint px-4 py-3">
      <div className="flex h-9 items-center gap-3 text-sm font-medium">
        <span role="status">
          {picked.length === 1 ? '1 latent picked' : `${picked.length} latents picked`}
        </span>
        <Button look="quiet" onClick={() => pick([])}>
          Clear
        </Button>
      </div>
      <MoveForm latents={picked} onDone={() => pick([])} />
    </div>
  )
}
