import type { ReactNode } from 'react'
import { classes } from '../classes.ts'

/** A sheet on the page, with a title where it needs one. */
export function Card({
  title,
  aside,
  children,
  className,
}: {
  readonly title?: ReactNode
  /** Stands at the end of the title's line. */
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    <section
      className={classes(
        'flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4 sm:p-5',
        className,
      )}
    >
      {(title !== undefined || aside !== undefined) && (
        <header className="flex min-h-6 items-center justify-between gap-3">
          <h2 className="min-w-0 text-base font-semibold">{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}
