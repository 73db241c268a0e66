import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { DEFAULT_RUN } from '../../app/default-run.ts'
import { rooms } from '../../app/rooms.ts'
import { RunProvider } from '../../app/run-provider.tsx'
import { useOpenFiles } from '../../app/use-open-files.ts'
import { Button } from '../controls/button.tsx'
import { ErrorNote } from '../display/error-note.tsx'
import { ProgressBar } from '../display/progress-bar.tsx'
import { DropZone } from './drop-zone.tsx'
import { Notices } from './notices.tsx'
import { Opening } from './opening.tsx'
import { RoomNav } from './room-nav.tsx'
import { RunFailed } from './run-failed.tsx'
import { RunSwitcher } from './run-switcher.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

/** What stands around every room. */
export function Shell() {
  const { pathname, search } = useRouterState({ select: ({ location }) => location })
  const run = (search as { run?: string }).run ?? DEFAULT_RUN
  const files = useOpenFiles()
  const main = useRef<HTMLElement>(null)
  const room = rooms.find(({ path }) => path === pathname)

  useEffect(() => {
    // It stands above the room.
    if (files.error) scrollTo({ top: 0 })
  }, [files.error])

  const entered = useRef(pathname)
  useEffect(() => {
    document.title = room && room.path !== '/' ? `${room.name} · CM-GSAE` : 'CM-GSAE'
    if (entered.current === pathname) return
    entered.current = pathname
    // Whoever hears the page is told where it went.
    main.current?.focus({ preventScroll: true })
  }, [pathname, room])

  return (
    <DropZone onFiles={files.open}>
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
        className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-sm text-on-accent focus:translate-y-0"
      >
        Skip to the room
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-paper/95 backdrop-blur-sm">
        <div className="mx-auto flex max-w-[1320px] flex-wrap items-center gap-x-3 px-4 sm:px-8 lg:h-14 lg:flex-nowrap lg:gap-x-6">
          <RoomNav current={pathname} />
          <div className="order-2 ml-auto flex h-14 items-center gap-1">
            <RunSwitcher run={run} onFiles={files.open} />
            <ThemeToggle />
          </div>
        </div>
      </header>
      <Notices />
      {files.error && (
        <div className="mx-auto w-full max-w-[1320px] px-4 pt-4 sm:px-8">
          <ErrorNote error={files.error}>
            <Button look="quiet" onClick={files.forget}>
              Dismiss
            </Button>
          </ErrorNote>
        </div>
      )}
      <main ref={main} id="main" tabIndex={-1} className="flex-1 outline-none">
        <RunProvider
          run={run}
          waiting={(progress) => <Opening progress={progress} />}
          failed={(error) => <RunFailed error={error} />}
        >
          <Outlet />
        </RunProvider>
      </main>
      {files.opening && (
        <div
          role="status"
          className="fixed right-4 bottom-4 z-40 w-64 max-w-[calc(100%-2rem)] rounded-md border border-line bg-surface px-4 py-3 shadow-lg"
        >
          <p className="mb-1 text-sm font-medium">Opening the run</p>
          <ProgressBar what={files.opening.what} share={files.opening.done / files.opening.total} />
        </div>
      )}
    </DropZone>
  )
}
