import type { ReactNode } from 'react'

/** How text fields and selects look. */
export const fieldClasses =
  'h-9 w-full min-w-0 rounded-md border border-edge bg-surface px-3 text-sm text-ink placeholder:text-faint ' +
  'disabled:opacity-50 aria-invalid:border-bad'

/** A label over a control, and a hint or what is wrong below it. */
export function Field({
  id,
  label,
  hint,
  wrong,
  hidden = false,
  children,
}: {
  readonly id: string
  readonly label: string
  readonly hint?: ReactNode
  readonly wrong?: string | undefined
  /** The label is only for those who cannot see where they are. */
  readonly hidden?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={hidden ? 'sr-only' : 'text-xs font-medium text-soft'}>
        {label}
      </label>
      {children}
      {(wrong ?? hint) !== undefined && (
        <p id={`${id}-hint`} className={wrong ? 'text-xs text-bad' : 'text-xs text-faint'}>
          {wrong ?? hint}
        </p>
      )}
    </div>
  )
}
