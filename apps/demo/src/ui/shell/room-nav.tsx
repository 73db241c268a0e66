import { Link } from '@tanstack/react-router'
import { rooms } from '../../app/rooms.ts'
import { classes } from '../classes.ts'
import { Mark } from './mark.tsx'

/** The name, which leads home, and the rooms; on narrow screens they have a line of their own. */
export function RoomNav({ current }: { readonly current: string }) {
  return (
    <>
      <Link to="/" className="order-1 flex h-14 items-center gap-2.5 font-semibold tracking-tight">
        <Mark />
        CM-GSAE
      </Link>
      <nav
        aria-label="Rooms"
        className="order-3 -mx-4 flex w-[calc(100%+2rem)] gap-5 overflow-x-auto px-4 [scrollbar-width:none] sm:mx-0 sm:w-full sm:px-0 lg:order-2 lg:h-14 lg:w-auto lg:pl-4"
      >
        {rooms
          .filter(({ path }) => path !== '/')
          .map(({ path, name }) => (
            <Link
              key={path}
              to={path}
              aria-current={path === current ? 'page' : undefined}
              className={classes(
                '-mb-px flex h-10 items-center border-b-2 text-sm font-medium whitespace-nowrap -outline-offset-2 transition-colors lg:h-14',
                path === current
                  ? 'border-accent text-ink'
                  : 'border-transparent text-faint hover:text-ink',
              )}
            >
              {name}
            </Link>
          ))}
      </nav>
    </>
  )
}
