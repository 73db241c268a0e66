import type { Kind } from '../../../engine/types.ts'
import { modalityColour } from '../../../ui/display/index.ts'

/** A modality's share of the activation, as a number over a bar. */
export function Score({ score, kind }: { readonly score: number; readonly kind: Kind }) {
  if (Number.isNaN(score)) return <span className="text-faint">–</span>
  return (
    <span className="flex flex-col gap-1">
      <span className={score < 0.005 ? 'text-faint' : undefined}>{(100 * score).toFixed(0)} %</span>
      <span
        aria-hidden="true"
        className="flex h-1 justify-end overflow-hidden rounded-full bg-line"
      >
        <span
          className="rounded-full"
          style={{ width: `${100 * score}%`, background: modalityColour(kind) }}
        />
      </span>
    </span>
  )
}
