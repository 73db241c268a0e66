import { useRef } from 'react'
import { Choice } from '../../ui/controls/index.ts'
import { csv } from '../../ui/csv.ts'
import { Card, ExportMenu, groupColour } from '../../ui/display/index.ts'
import { meanOver, type Compared } from './compared.ts'
import { Marker } from './drawing/marker.tsx'
import { savedSvg } from './drawing/saved-svg.ts'
import { useWidth } from './drawing/use-width.ts'

const metrics = {
  zero: {
    name: 'Zero-shot',
    axis: 'zero-shot accuracy',
    of: ({ measures }: Compared) => meanOver(measures.zeroShot),
  },
  probe: {
    name: 'Probe',
    axis: 'probe accuracy',
    of: ({ measures }: Compared) => meanOver(measures.probe),
  },
  fve: {
    name: 'FVE',
    axis: 'variance explained',
    of: ({ measures }: Compared) => meanOver(measures.fve),
  },
} as const
type Metric = keyof typeof metrics

const HEIGHT = 340
const LEFT = 52
const RIGHT = 16
const TOP = 12
const BOTTOM = 44

/** What a sample's code is worth for each number of active concepts. */
export function Curves({
  models,
  metric: asked,
  onMetric,
}: {
  readonly models: readonly Compared[]
  readonly metric: string | undefined
  readonly onMetric: (metric: string | undefined) => void
}) {
  const [holder, width] = useWidth()
  const drawing = useRef<SVGSVGElement>(null)
  const known = (Object.keys(metrics) as Metric[]).filter((key) =>
    models.some((model) => metrics[key].of(model) !== null),
  )
  const metric = known.find((key) => key === asked) ?? known[0] ?? 'fve'
  const { axis, of } = metrics[metric]
  const points = models.flatMap((model) => {
    const value = of(model)
    return value === null ? [] : [{ ...model, l0: meanOver(model.measures.l0)!, value }]
  })
  // Colours stay with a model whatever is shown of it.
  const titles = [...new Set(models.map(({ title }) => title))]
  const series = titles
    .map((title, at) => ({
      title,
      at,
      points: points.filter((point) => point.title === title).sort((a, b) => a.l0 - b.l0),
    }))
    .filter((one) => one.points.length > 0)

  const [least, most] = spread(points.map(({ l0 }) => Math.log2(Math.max(l0, 1))))
  const top = ceiling(Math.max(0.01, ...points.map(({ value }) => value)))
  const x = (l0: number) =>
    LEFT + ((Math.log2(Math.max(l0, 1)) - least) / (most - least)) * (width - LEFT - RIGHT)
  const y = (value: number) => TOP + (1 - Math.max(0, value) / top) * (HEIGHT - TOP - BOTTOM)
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * top)
  const powers = Array.from(
    { length: Math.floor(most) - Math.ceil(least) + 1 },
    (_, at) => 2 ** (Math.ceil(least) + at),
  )
  const below = points.some(({ value }) => value < 0)

  return (
    <Card
      title="What few concepts are worth"
      aside={
        <ExportMenu
          name={`l0-${metric}`}
          exports={{
            svg: () => savedSvg(drawing.current!),
            csv: () =>
              csv(
                ['model', 'l0', axis],
                points.map(({ title, l0, value }) => [title, l0, value]),
              ),
          }}
        />
      }
    >
      <p className="max-w-prose text-sm text-pretty text-soft">
        Left are codes of few concepts, which are easier to read; high are codes that still say
        much. Mean over modalities{below && '; below 0 is drawn at 0'}.
      </p>
      {known.length > 1 && (
        <div className="flex">
          <Choice
            label="Measure"
            value={metric}
            options={known.map((value) => ({ value, name: metrics[value].name }))}
            onChange={(value) => onMetric(value === known[0] ? undefined : value)}
          />
        </div>
      )}
      <div ref={holder} className="min-w-0" style={{ minHeight: HEIGHT }}>
        {width > 0 && (
          <svg
            ref={drawing}
            role="img"
            aria-label={`${axis} by active concepts: ${points.map(({ title, l0, value }) => `${title} ${value.toFixed(2)} at ${l0.toFixed(0)}`).join(', ')}`}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            className="block h-auto w-full text-xs"
          >
            {ticks.map((value) => (
              <g key={value}>
                <path
                  d={`M${LEFT} ${y(value)}H${width - RIGHT}`}
                  className="stroke-line"
                  fill="none"
                />
                <text x={LEFT - 8} y={y(value) + 4} textAnchor="end" className="fill-faint">
                  {value.toFixed(top < 0.2 ? 3 : 2)}
                </text>
              </g>
            ))}
            {powers.map((l0) => (
              <text
                key={l0}
                x={x(l0)}
                y={HEIGHT - BOTTOM + 18}
                textAnchor="middle"
                className="fill-faint"
              >
                {l0}
              </text>
            ))}
            <text
              x={(LEFT + width - RIGHT) / 2}
              y={HEIGHT - 6}
              textAnchor="middle"
              className="fill-faint"
            >
              active concepts a sample (L0)
            </text>
            {series.map(({ title, at, points: own }) => (
              <g key={title} style={{ color: groupColour(at) }}>
                <path
                  d={own
                    .map(({ l0, value }, i) => `${i === 0 ? 'M' : 'L'}${x(l0)} ${y(value)}`)
                    .join('')}
                  fill="none"
                  stroke="currentColor"
                  strokeWidth={2}
                />
                {own.map(({ id, l0, value }) => (
                  <Marker key={id} shape={at} x={x(l0)} y={y(value)}>
                    {`${title}: ${value.toFixed(3)} at L0 ${l0.toFixed(1)}`}
                  </Marker>
                ))}
              </g>
            ))}
          </svg>
        )}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-xs text-soft">
        {series.map(({ title, at }) => (
          <li key={title} className="flex items-center gap-1.5">
            <svg aria-hidden="true" width={14} height={14} style={{ color: groupColour(at) }}>
              <Marker shape={at} x={7} y={7} />
            </svg>
            {title}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Ends with some room, also around a single value. */
function spread(values: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return Number.isFinite(least) ? [least - 0.25, most + 0.25] : [0, 5]
}

/** The next round number. */
function ceiling(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 4, 5, 8, 10].map((times) => times * unit).find((round) => round >= value)!
}
