import type { ReactNode } from 'react'
import { Icon } from '../controls/icon.tsx'

/** What went wrong, in one line, and a way on. */
export function ErrorNote({
  error,
  children,
}: {
  readonly error: Error
  readonly children?: ReactNode
}) {
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-md border border-bad/40 bg-bad-tint px-4 py-3 text-sm text-bad"
    >
      <span className="mt-0.5">
        <Icon name="warn" size={16} />
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 break-words">{error.message}</p>
        {children}
      </div>
    </div>
  )
}
