import type { ReactNode } from 'react'

/** A room: its name, a line on what it is for, what can be done with it, and the rest. */
export function Page({
  title,
  about,
  actions,
  children,
}: {
  readonly title: string
  readonly about: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className="mx-auto flex w-full max-w-[1320px] flex-col gap-6 px-4 py-6 sm:px-8 sm:py-8">
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div className="flex max-w-prose flex-col gap-1">
          <h1 className="font-serif text-2xl">{title}</h1>
          <p className="text-pretty text-soft">{about}</p>
        </div>
        {actions !== undefined && (
          <div className="flex flex-wrap items-center gap-2">{actions}</div>
        )}
      </header>
      {children}
    </div>
  )
}
