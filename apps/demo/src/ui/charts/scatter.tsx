import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTheme } from '../../app/theme.ts'
import { EmptyState } from '../display/empty-state.tsx'
import { nearestInDirection, type Direction } from './nearest-in-direction.ts'
import { plotPoints, type PointColours, type PointPlot } from './plot-points.ts'

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/**
 * Thousands of points in a square from −1 to 1, on WebGL: wheel and drag move the view, a click
 * chooses, and so do arrow keys, which go from point to point; Shift and drag takes several. A lost
 * WebGL context is replaced.
 */
export function Scatter({
  label,
  positions,
  colours,
  name,
  selected,
  onSelect,
  onLasso,
  lasso = false,
  onHover,
  shown = null,
  marked,
}: {
  /** What is to be seen. */
  readonly label: string
  /** 2n: x, y. Give the same array until positions change. */
  readonly positions: Float32Array
  readonly colours: PointColours
  /** A point in words. */
  readonly name: (point: number) => string
  readonly selected: number | null
  readonly onSelect: (point: number | null) => void
  /** Several points were drawn around. */
  readonly onLasso?: (points: readonly number[]) => void
  /** A drag draws around points without Shift too. */
  readonly lasso?: boolean
  readonly onHover?: (point: number | null) => void
  /** Points to show; null: all. */
  readonly shown?: readonly number[] | null
  /** Points that stand out beside the selected one, such as matches of a search. */
  readonly marked?: readonly number[]
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const plot = useRef<PointPlot>(undefined)
  const [theme] = useTheme()
  const [life, setLife] = useState(0)
  const [supported, setSupported] = useState(true)
  const [hovered, setHovered] = useState<number | null>(null)
  // The plot outlives renders; it calls what is given now.
  const latest = useRef({ onSelect, onLasso, onHover })
  latest.current = { onSelect, onLasso, onHover }

  useEffect(() => {
    const made = plotPoints(canvas.current!, {
      onSelect(points) {
        if (points.length > 1 && latest.current.onLasso) latest.current.onLasso(points)
        else latest.current.onSelect(points[0] ?? null)
      },
      onHover(point) {
        setHovered(point)
        latest.current.onHover?.(point)
      },
      onLost: () => setLife((lives) => lives + 1),
    })
    setSupported(made !== null)
    plot.current = made ?? undefined
    return () => made?.destroy()
  }, [life, theme])

  useEffect(() => {
    plot.current?.draw(positions, colours)
  }, [positions, colours, life, theme])
  useEffect(() => plot.current?.setLasso(lasso), [lasso, life, theme])
  useEffect(() => plot.current?.show(shown), [shown, positions, colours, life, theme])
  useEffect(() => {
    plot.current?.select([...(selected === null ? [] : [selected]), ...(marked ?? [])])
  }, [selected, marked, positions, colours, life, theme])

  function move(event: KeyboardEvent) {
    const direction = DIRECTIONS[event.key]
    if (direction) {
      event.preventDefault()
      const next = nearestInDirection(positions, selected, direction, shown)
      if (next !== null) onSelect(next)
    } else if (event.key === 'Escape') onSelect(null)
  }

  const read = hovered ?? selected
  return (
    <div className="relative size-full min-h-64 overflow-hidden rounded-md bg-sunken">
      {supported ? (
        <canvas
          key={`${life} ${theme}`}
          ref={canvas}
          tabIndex={0}
          role="application"
          aria-label={`${label}. Arrow keys go from point to point.`}
          onKeyDown={move}
          className="size-full"
        />
      ) : (
        <EmptyState icon="warn" title="This browser draws no WebGL">
          The table holds all that the map does.
        </EmptyState>
      )}
      <output className="pointer-events-none absolute bottom-3 left-3 max-w-[90%] truncate rounded-sm bg-surface px-2 py-1 text-xs empty:hidden">
        {read === null ? '' : name(read)}
      </output>
    </div>
  )
}
