import { classes } from '../classes.ts'
import { Icon } from '../controls/icon.tsx'
import type { Column, Sorting } from './table.tsx'

/** A column's title, and a button that sorts by it: numbers large first, words from A. */
export function HeaderCell({
  column: { key, title, about, numeric = false, wide = false },
  sorting,
  onSort,
}: {
  readonly column: Column
  /** Set where the rows are sorted by this column. */
  readonly sorting: Sorting | undefined
  readonly onSort: ((sorting: Sorting) => void) | undefined
}) {
  const order = sorting && (sorting.descending ? 'descending' : 'ascending')
  const look = classes(
    'flex min-w-0 items-center gap-1 text-xs font-medium text-faint',
    numeric && 'justify-end',
    wide && 'max-md:hidden',
  )
  return (
    <div role="columnheader" aria-sort={order} className={look} title={about}>
      {onSort ? (
        <button
          type="button"
          onClick={() => onSort({ key, descending: sorting ? !sorting.descending : numeric })}
          className={classes(
            'flex min-w-0 items-center gap-1 hover:text-ink',
            sorting && 'text-ink',
          )}
        >
          <span className="truncate">{title}</span>
          {sorting && <Icon name={sorting.descending ? 'down' : 'up'} size={12} />}
        </button>
      ) : (
        <span className="truncate">{title}</span>
      )}
    </div>
  )
}
