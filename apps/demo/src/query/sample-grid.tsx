import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useRun } from '../app/run-context.ts'
import { classes } from '../ui/classes.ts'
import { Picture, sampleTitle } from '../ui/samples/index.ts'

/** Width that a picture may have at least, and height of a line where there are no pictures. */
const SIDE = 64
const LINE = 44

/** Thousands of samples to choose from; arrow keys go between them, Enter chooses. */
export function SampleGrid({
  samples,
  chosen,
  onChoose,
}: {
  readonly samples: Uint32Array
  readonly chosen: number | undefined
  readonly onChoose: (sample: number) => void
}) {
  const { summary } = useRun()
  const pictured = summary.modalities.find(({ kind }) => kind === 'image')?.name
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(4 * SIDE)
  const columns = pictured === undefined ? 1 : Math.max(1, Math.floor(width / SIDE))
  const height = pictured === undefined ? LINE : width / columns
  const [active, setActive] = useState(0)
  const virtual = useVirtualizer({
    count: Math.ceil(samples.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 2,
  })

  useLayoutEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width))
    watch.observe(scroller.current!)
    return () => watch.disconnect()
  }, [])
  useLayoutEffect(() => virtual.measure(), [height, virtual])
  useEffect(() => {
    const at = chosen === undefined ? -1 : samples.indexOf(chosen)
    setActive(Math.max(0, at))
    virtual.scrollToIndex(Math.floor(Math.max(0, at) / columns), { align: 'auto' })
  }, [samples, chosen, columns, virtual])

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      const sample = samples[active]
      if (sample !== undefined) onChoose(sample)
      return
    }
    const last = samples.length - 1
    const to = {
      ArrowRight: active + 1,
      ArrowLeft: active - 1,
      ArrowDown: active + columns,
      ArrowUp: active - columns,
      Home: 0,
      End: last,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = Math.min(last, Math.max(0, to))
    setActive(next)
    virtual.scrollToIndex(Math.floor(next / columns))
  }

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label="Samples"
      tabIndex={0}
      aria-activedescendant={samples.length > 0 ? `${id}-${samples[active]}` : undefined}
      onKeyDown={press}
      className="group h-36 overflow-y-auto rounded-md bg-sunken lg:h-64 [scrollbar-width:thin]"
    >
      <div
        role="presentation"
        className="relative w-full"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index: row, start }) => (
          <div
            key={row}
            role="presentation"
            className="absolute inset-x-0 top-0 flex"
            style={{ transform: `translateY(${start}px)`, height }}
          >
            {Array.from(samples.subarray(row * columns, (row + 1) * columns), (sample, column) => {
              const title = sampleTitle(summary, sample)
              const at = row * columns + column
              return (
                <div
                  key={sample}
                  id={`${id}-${sample}`}
                  role="option"
                  aria-selected={sample === chosen}
                  aria-posinset={at + 1}
                  aria-setsize={samples.length}
                  aria-label={title}
                  title={title}
                  onClick={() => onChoose(sample)}
                  style={{ width: `${100 / columns}%` }}
                  className={classes(
                    'relative cursor-pointer p-0.5',
                    at === active &&
                      'group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent',
                  )}
                >
                  {pictured === undefined ? (
                    <span
                      className={classes(
                        'flex h-full items-center rounded-sm px-2.5 text-sm',
                        sample === chosen ? 'bg-tint font-medium' : 'hover:bg-surface',
                      )}
                    >
                      <span className="truncate">{title}</span>
                    </span>
                  ) : (
                    <>
                      <Picture
                        media={summary.samples.media}
                        modality={pictured}
                        sample={sample}
                        alt=""
                        className="rounded-sm transition-opacity hover:opacity-80"
                      />
                      {sample === chosen && (
                        <span className="absolute inset-0.5 rounded-sm shadow-[inset_0_0_0_3px_var(--color-accent)]" />
                      )}
                    </>
                  )}
                </div>
              )
            })}
          </div>
        ))}
      </div>
    </div>
  )
}
