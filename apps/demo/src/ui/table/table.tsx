import { useVirtualizer } from '@tanstack/react-virtual'
import {
  memo,
  useDeferredValue,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { classes } from '../classes.ts'
import { HeaderCell } from './header-cell.tsx'

export interface Column {
  readonly key: string
  readonly title: string
  /** What the title means, as its tooltip. */
  readonly about?: string
  readonly cell: (row: number) => ReactNode
  /** Numbers are set to the right. */
  readonly numeric?: boolean
  /** A width of a CSS grid, such as `6rem` or `minmax(10rem, 2fr)`. */
  readonly width: string
  /** Left out on narrow screens. */
  readonly wide?: boolean
  readonly sortable?: boolean
}

export interface Sorting {
  readonly key: string
  readonly descending: boolean
}

const ROW = 44
const LINE = 'grid grid-cols-(--few) items-center gap-3 px-3 md:grid-cols-(--all)'

interface RowActions {
  open(row: number): void
  go(event: KeyboardEvent, at: number): void
}

/**
 * Thousands of rows, of which those in view are drawn. `rows` are numbers in the order to show, given
 * to `cell`; sorting them is the caller's. Arrow keys go from row to row, Enter opens one, the space
 * bar picks one. A selected row is in view from the start.
 */
export function Table({
  label,
  columns,
  rows,
  sorting,
  onSort,
  selected = null,
  onOpen,
  onPick,
  rowName,
  className = 'h-[32rem]',
}: {
  readonly label: string
  readonly columns: readonly Column[]
  readonly rows: ArrayLike<number>
  readonly sorting?: Sorting
  readonly onSort?: (sorting: Sorting) => void
  readonly selected?: number | null
  readonly onOpen?: (row: number) => void
  readonly onPick?: (row: number) => void
  /** A row in words, for those who hear it. */
  readonly rowName?: (row: number) => string
  /** Gives the height. */
  readonly className?: string
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 4,
    // Rows are made in a task of their own, not in that of the frame that scrolls.
    useFlushSync: false,
    initialOffset: () => ROW * Math.max(0, Array.prototype.indexOf.call(rows, selected) - 4),
  })
  // As custom properties, since the narrow screen's columns are chosen in CSS.
  const template = {
    '--all': columns.map(({ width }) => width).join(' '),
    '--few': columns
      .filter(({ wide }) => !wide)
      .map(({ width }) => width)
      .join(' '),
  } as React.CSSProperties

  function focusRow(at: number): boolean {
    const row = scroller.current!.querySelector<HTMLElement>(`[data-at="${at}"]`)
    row?.focus({ preventScroll: true })
    return row !== null
  }

  function go(event: KeyboardEvent, at: number) {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (to !== undefined && to >= 0 && to < rows.length) {
      event.preventDefault()
      virtual.scrollToIndex(to)
      // A row that is drawn already takes the focus at once: keys may come faster than frames.
      if (!focusRow(to)) requestAnimationFrame(() => focusRow(to))
    } else if (event.target !== event.currentTarget) return
    else if (event.key === 'Enter') onOpen?.(rows[at]!)
    else if (event.key === ' ' && onPick) {
      event.preventDefault()
      onPick(rows[at]!)
    }
  }

  // Rows outlive renders; they call what is given now.
  const act = useRef<RowActions>(undefined!)
  act.current = { open: (row) => onOpen?.(row), go }

  const first = virtual.getVirtualItems()[0]?.index ?? 0
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      style={template}
      className={classes(
        'relative overflow-auto rounded-md border border-line bg-surface',
        className,
      )}
    >
      <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
        <div role="row" aria-rowindex={1} className={classes(LINE, 'h-10')}>
          {columns.map((column) => (
            <HeaderCell
              key={column.key}
              column={column}
              sorting={sorting?.key === column.key ? sorting : undefined}
              onSort={column.sortable ? onSort : undefined}
            />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]!
          return (
            <Row
              key={row}
              row={row}
              at={index}
              start={start}
              columns={columns}
              isSelected={row === selected}
              isFirst={index === first}
              name={onOpen && rowName?.(row)}
              canOpen={onOpen !== undefined}
              act={act}
            />
          )
        })}
      </div>
    </div>
  )
}

/** Drawn again only when it changes itself: while scrolling, most rows stay as they are. */
const Row = memo(function Row({
  row,
  at,
  start,
  columns,
  isSelected,
  isFirst,
  name,
  canOpen,
  act,
}: {
  readonly row: number
  readonly at: number
  readonly start: number
  readonly columns: readonly Column[]
  readonly isSelected: boolean
  readonly isFirst: boolean
  readonly name: string | undefined
  readonly canOpen: boolean
  readonly act: RefObject<RowActions>
}) {
  // What narrow screens go without comes after the rest, in pieces: many rows at once are a long task.
  const whole = useDeferredValue(true, false)
  return (
    <div
      role="row"
      data-at={at}
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      aria-label={name}
      tabIndex={canOpen ? (isFirst ? 0 : -1) : undefined}
      onClick={canOpen ? () => act.current.open(row) : undefined}
      onKeyDown={canOpen ? (event) => act.current.go(event, at) : undefined}
      style={{ transform: `translateY(${start}px)`, height: ROW }}
      className={classes(
        LINE,
        'absolute top-0 w-full border-b border-line text-sm -outline-offset-2',
        canOpen && 'cursor-pointer hover:bg-sunken',
        isSelected && 'bg-tint',
      )}
    >
      {columns.map(({ key, cell, numeric, wide }) => (
        <div
          key={key}
          role="cell"
          className={classes(
            'min-w-0 truncate',
            numeric && 'text-right tabular-nums',
            wide && 'max-md:hidden',
          )}
        >
          {(whole || !wide) && cell(row)}
        </div>
      ))}
    </div>
  )
})
