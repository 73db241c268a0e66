import { useRef, useState, type KeyboardEvent } from 'react'
import type { HeatMap } from '../../engine/measure/measures.ts'
import { Select } from '../../ui/controls/index.ts'
import { csv } from '../../ui/csv.ts'
import { Card, ExportMenu } from '../../ui/display/index.ts'
import type { Compared } from './compared.ts'
import { savedSvg } from './drawing/saved-svg.ts'
import { useWidth } from './drawing/use-width.ts'
import { heatOrder } from './heat-order.ts'

const TOP = 104
/** Cells are told apart and hit by a finger from this size on; narrower screens scroll. */
const LEAST = 14
const LEVELS = 10

/** Which groups of a model are active for which classes. */
export function HeatMaps({
  models,
  model: asked,
  onModel,
}: {
  readonly models: readonly Compared[]
  readonly model: string | undefined
  readonly onModel: (model: string | undefined) => void
}) {
  const drawing = useRef<SVGSVGElement>(null)
  const shown = models.filter(({ measures }) => measures.heatMap)
  const current = shown.find(({ id }) => id === asked) ?? shown[0]
  if (!current) return null
  const map = named(current.measures.heatMap!)
  const order = heatOrder(map)
  return (
    <Card
      title="What groups stand for"
      aside={
        <ExportMenu
          name={`groups-${current.id.replaceAll(':', '-')}`}
          exports={{
            svg: () => savedSvg(drawing.current!),
            csv: () =>
              csv(
                ['group', ...map.classes],
                order.map((g) => [map.groups[g]!, ...rowOf(map, g)]),
              ),
          }}
        />
      }
    >
      <p className="max-w-prose text-sm text-pretty text-soft">
        How active each group of concepts is for each class, its strongest class being 1. One dark
        cell in a row: the group stands for one thing.
      </p>
      <div className="max-w-64">
        <Select
          label="Model"
          value={current.id}
          options={shown.map(({ id, title }) => ({ value: id, name: title }))}
          onChange={(id) => onModel(id === shown[0]!.id ? undefined : id)}
        />
      </div>
      <Map key={current.id} map={map} order={order} drawing={drawing} title={current.title} />
    </Card>
  )
}

/** Groups that have but a number stand by their strongest class. */
function named(map: HeatMap): HeatMap {
  const groups = map.groups.map((name, g) => {
    const strongest = map.classes[rowOf(map, g).indexOf(1)]
    return /^group \d+$/.test(name) && strongest !== undefined ? `${strongest} · ${name}` : name
  })
  return { ...map, groups }
}

function Map({
  map,
  order,
  drawing,
  title,
}: {
  readonly map: HeatMap
  readonly order: readonly number[]
  readonly drawing: React.RefObject<SVGSVGElement | null>
  readonly title: string
}) {
  const { groups, classes } = map
  const [holder, width] = useWidth()
  const [cell, setCell] = useState<readonly [row: number, column: number]>()
  const left = width < 500 ? 108 : 150
  const side = Math.max(LEAST, Math.floor((width - left) / classes.length))
  const full = left + side * classes.length
  const height = TOP + side * order.length
  const value = (r: number, c: number) => rowOf(map, order[r]!)[c]!

  // One path a shade: a few shapes to draw instead of thousands.
  const paths = Array.from({ length: LEVELS }, () => '')
  order.forEach((g, r) =>
    rowOf(map, g).forEach((share, c) => {
      const level = Math.round(share * (LEVELS - 1))
      paths[level] += `M${left + c * side} ${TOP + r * side}h${side - 1}v${side - 1}h${1 - side}z`
    }),
  )

  function go(event: KeyboardEvent) {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
      event.key
    ]
    if (!step) return
    event.preventDefault()
    const [r, c] = cell ? [cell[0] + step[0]!, cell[1] + step[1]!] : [0, 0]
    if (r >= 0 && c >= 0 && r < order.length && c < classes.length) setCell([r, c])
  }

  return (
    <>
      <p aria-live="polite" className="min-h-5 text-sm">
        {cell ? (
          <>
            <span className="font-medium">{groups[order[cell[0]]!]}</span> for{' '}
            <span className="font-medium">{classes[cell[1]]}</span>: {value(...cell).toFixed(2)}
          </>
        ) : (
          <span className="text-faint">Point at a cell, or use the arrow keys.</span>
        )}
      </p>
      <div ref={holder} className="overflow-x-auto" style={{ minHeight: TOP }}>
        {width > 0 && (
          <svg
            ref={drawing}
            role="img"
            tabIndex={0}
            aria-label={`Activity of ${order.length} groups of ${title} for ${classes.length} classes; arrow keys read cells`}
            viewBox={`0 0 ${full} ${height}`}
            width={full}
            height={height}
            className="block max-w-none -outline-offset-2"
            onKeyDown={go}
            onPointerMove={({ nativeEvent: { offsetX, offsetY } }) => {
              const [r, c] = [
                Math.floor((offsetY - TOP) / side),
                Math.floor((offsetX - left) / side),
              ]
              const inside = r >= 0 && c >= 0 && r < order.length && c < classes.length
              if (inside && (cell?.[0] !== r || cell[1] !== c)) setCell([r, c])
            }}
          >
            {paths.map((path, level) => (
              <path
                key={level}
                d={path}
                style={{
                  fill: `color-mix(in oklab, var(--color-accent) ${(100 * level) / (LEVELS - 1)}%, var(--color-sunken))`,
                }}
              />
            ))}
            {order.map((g, r) => (
              <text
                key={g}
                x={left - 8}
                y={TOP + (r + 0.5) * side + 3.5}
                textAnchor="end"
                className="fill-soft text-[11px]"
              >
                {short(groups[g]!, left / 7)}
              </text>
            ))}
            {classes.map((name, c) => (
              <text
                key={name}
                transform={`translate(${left + (c + 0.5) * side + 3.5} ${TOP - 6}) rotate(-90)`}
                className="fill-soft text-[11px]"
              >
                {short(name, 16)}
              </text>
            ))}
            {cell && (
              <rect
                data-live=""
                x={left + cell[1] * side - 1}
                y={TOP + cell[0] * side - 1}
                width={side + 1}
                height={side + 1}
                className="stroke-ink"
                strokeWidth={1.5}
                fill="none"
              />
            )}
          </svg>
        )}
      </div>
    </>
  )
}

const rowOf = ({ classes, values }: HeatMap, group: number) =>
  values.slice(group * classes.length, (group + 1) * classes.length)

const short = (name: string, most: number) =>
  name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`
