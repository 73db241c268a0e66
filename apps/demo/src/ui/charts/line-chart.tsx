import type uPlot from 'uplot'
import { classes } from '../classes.ts'
import { usePlot } from './use-plot.ts'

export interface Line {
  readonly name: string
  /** A CSS colour, such as `var(--color-accent)`. */
  readonly colour: string
  /** A value for each x, null where there is none. */
  readonly values: readonly (number | null)[]
  readonly dashed?: boolean
}

/** Lines over one x, with their values at the pointer. `label` says in words what is to be seen. */
export function LineChart({
  label,
  x,
  xLabel,
  lines,
  digits = 3,
  points = false,
  logarithmic = false,
  legend = true,
  className = 'h-64 pb-8',
}: {
  readonly label: string
  readonly x: readonly number[]
  readonly xLabel: string
  readonly lines: readonly Line[]
  readonly digits?: number
  /** Marks where values are. */
  readonly points?: boolean
  readonly logarithmic?: boolean
  /** Names and values below; without, something near says what the colours mean. */
  readonly legend?: boolean
  /** Gives the height. */
  readonly className?: string
}) {
  const data = [x, ...lines.map(({ values }) => values)] as unknown as uPlot.AlignedData
  const shape = JSON.stringify([
    xLabel,
    lines.map(({ name, colour }) => [name, colour]),
    logarithmic,
  ])
  const element = usePlot(
    data,
    ({ axis, colour }) => ({
      scales: {
        x: { time: false },
        // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a const enum has no values outside its file
        y: logarithmic ? { distr: 3 as uPlot.Scale.Distr } : {},
      },
      legend: { show: legend, live: true },
      axes: [{ ...axis, label: xLabel, size: 36, labelSize: 20 }, axis],
      series: [
        { label: xLabel },
        ...lines.map(({ name, colour: css, dashed }) => ({
          label: name,
          stroke: colour(css),
          width: 2,
          spanGaps: true,
          points: { show: points, size: 7, fill: colour(css) },
          value: (_: uPlot, value: number | null) => (value === null ? '–' : value.toFixed(digits)),
          ...(dashed && { dash: [5, 4] }),
        })),
      ],
    }),
    shape,
  )
  return (
    <figure aria-label={label} className="min-w-0">
      <div ref={element} className={classes('plot w-full', className)} />
    </figure>
  )
}
