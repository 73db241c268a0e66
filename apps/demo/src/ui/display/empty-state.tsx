import type { ReactNode } from 'react'
import { Icon, type IconName } from '../controls/icon.tsx'

/** Why there is nothing here, and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
}: {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-lg border border-dashed border-line px-6 py-12 text-center">
      <span className="text-faint">
        <Icon name={icon} size={28} />
      </span>
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="max-w-prose text-sm text-soft">{children}</div>}
    </div>
  )
}
