import createScatterplot, { createRenderer } from 'regl-scatterplot'
import { rgba } from './resolve-colour.ts'

/** A colour for each point, as CSS colours: of its category, or of a value from 0 to 1 on a ramp. */
export type PointColours =
  | { readonly category: ArrayLike<number>; readonly palette: readonly string[] }
  | { readonly value: ArrayLike<number>; readonly ramp: readonly string[] }

export interface PointPlot {
  draw(positions: Float32Array, colours: PointColours): void
  show(points: readonly number[] | null): void
  select(points: readonly number[]): void
  /** Whether a drag draws a lasso; otherwise it moves the view, and draws one with Shift. */
  setLasso(on: boolean): void
  destroy(): void
}

export interface PointEvents {
  /** One point by a click, several by a lasso, none beside them. */
  readonly onSelect: (points: readonly number[]) => void
  readonly onHover: (point: number | null) => void
  /** WebGL was taken away; a new plot on a new canvas goes on. */
  readonly onLost: () => void
}

/** Draws points on a canvas through WebGL; null where there is none. */
export function plotPoints(canvas: HTMLCanvasElement, events: PointEvents): PointPlot | null {
  let renderer: ReturnType<typeof createRenderer>
  try {
    renderer = createRenderer()
  } catch {
    return null
  }
  renderer.canvas.addEventListener('webglcontextlost', events.onLost, { once: true })

  // A lasso that closes where it began would count as a click, which picks the point that lies there.
  let drewLasso = false
  canvas.addEventListener('mousedown', () => (drewLasso = false))
  canvas.addEventListener('click', (event) => drewLasso && event.stopImmediatePropagation())
  const plot = createScatterplot({
    renderer,
    canvas,
    width: 'auto',
    height: 'auto',
    backgroundColor: rgba('var(--color-sunken)'),
    pointSize: 6,
    pointSizeSelected: 4,
    pointOutlineWidth: 2,
    pointColorActive: rgba('var(--color-ink)'),
    pointColorHover: rgba('var(--color-accent)'),
    opacity: 0.85,
    showReticle: false,
    lassoInitiator: false,
    deselectOnEscape: false,
    syncEvents: true,
  })
  plot.subscribe('lassoEnd', ({ coordinates }: { coordinates: unknown[] }) => {
    drewLasso = coordinates.length > 2
  })
  plot.subscribe('select', ({ points }: { points: number[] }) => events.onSelect(points))
  plot.subscribe('deselect', () => events.onSelect([]))
  plot.subscribe('pointOver', events.onHover)
  plot.subscribe('pointOut', () => events.onHover(null))

  // What is asked while points are on their way waits for them.
  let drawn: Promise<unknown> = Promise.resolve()
  let destroyed = false
  const then = (act: () => unknown) => {
    drawn = drawn.then(() => (destroyed ? undefined : act())).catch(() => undefined)
  }
  return {
    draw(positions, colours) {
      canvas.ariaBusy = 'true'
      const half = positions.length / 2
      const x = Float32Array.from({ length: half }, (_, i) => 0.95 * positions[2 * i]!)
      const y = Float32Array.from({ length: half }, (_, i) => 0.95 * positions[2 * i + 1]!)
      const categorical = 'category' in colours
      const names = categorical ? colours.palette : colours.ramp
      const pointColor = names.map((name) => rgba(name))
      // As a list, since a typed array of whole values would be taken for categories.
      const z = Array.from(categorical ? colours.category : colours.value)
      then(() => {
        void plot.set({ pointColor, colorBy: 'valueA' })
        const zDataType = categorical ? 'categorical' : 'continuous'
        return plot.draw({ x, y, valueA: z }, { zDataType })
      })
      then(() => void (canvas.ariaBusy = 'false'))
    },
    show: (points) => then(() => (points ? plot.filter([...points]) : plot.unfilter())),
    select: (points) =>
      then(() =>
        points.length > 0
          ? plot.select([...points], { preventEvent: true })
          : plot.deselect({ preventEvent: true }),
      ),
    setLasso: (on) => then(() => plot.set({ mouseMode: on ? 'lasso' : 'panZoom' })),
    destroy() {
      destroyed = true
      plot.destroy()
      renderer.destroy()
    },
  }
}
