import { Link } from '@tanstack/react-router'
import { rooms } from '../../app/rooms.ts'
import { Icon } from '../../ui/controls/index.ts'

/** The other rooms, each with what to try there; those that look at a sample get this one. */
export function Invitations({ sample }: { readonly sample: number | undefined }) {
  return (
    <nav aria-label="Try it" className="flex flex-col gap-4">
      <h2 className="font-serif text-xl">Try it</h2>
      <ul className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 lg:grid-cols-3">
        {rooms
          .filter(({ path }) => path !== '/')
          .map(({ path, name, about }) => (
            <li key={path}>
              <Link
                to={path}
                search={{ sample }}
                className="group flex h-full flex-col gap-1 bg-surface p-5 -outline-offset-2 transition-colors hover:bg-sunken"
              >
                <span className="flex items-center justify-between font-semibold">
                  {name}
                  <span className="text-faint transition-transform group-hover:translate-x-1">
                    <Icon name="next" size={16} />
                  </span>
                </span>
                <span className="text-sm text-soft">{about}</span>
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
