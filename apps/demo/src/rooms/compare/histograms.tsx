import { useRef } from 'react'
import { csv } from '../../ui/csv.ts'
import { Card, ExportMenu } from '../../ui/display/index.ts'
import type { Compared } from './compared.ts'
import { savedSvg } from './drawing/saved-svg.ts'
import { useWidth } from './drawing/use-width.ts'

const PANEL = 150
const BARS = 84
const GAP = 20
const WIDE = 150

/** How many concepts of each model serve one modality, or several. */
export function Histograms({
  models,
  modalities,
}: {
  readonly models: readonly Compared[]
  readonly modalities: readonly string[]
}) {
  const [holder, width] = useWidth()
  const drawing = useRef<SVGSVGElement>(null)
  const shown = models.filter(({ measures }) => measures.modalityHistogram.length > 0)
  const [first = '', ...others] = modalities
  const rest = others.length === 1 ? others[0]! : 'the others'
  if (shown.length === 0) return null
  const columns = Math.max(1, Math.min(shown.length, Math.floor((width + GAP) / (WIDE + GAP))))
  const panel = (width - GAP * (columns - 1)) / columns
  const height = Math.ceil(shown.length / columns) * PANEL - GAP

  return (
    <Card
      title="Whose concepts are they?"
      aside={
        <ExportMenu
          name="modality-histograms"
          exports={{
            svg: () => savedSvg(drawing.current!),
            csv: () =>
              csv(
                ['model', `share of ${first} from`, `share of ${first} to`, 'concepts'],
                shown.flatMap(({ title, measures: { modalityHistogram: counts } }) =>
                  counts.map((count, b) => [
                    title,
                    b / counts.length,
                    (b + 1) / counts.length,
                    count,
                  ]),
                ),
              ),
          }}
        />
      }
    >
      <p className="max-w-prose text-sm text-pretty text-soft">
        Concepts by the share of their activation that {first} brings. At the ends are concepts that
        only {rest} or only {first} light; in the middle are those that they share.
      </p>
      <div ref={holder} className="min-w-0" style={{ minHeight: PANEL }}>
        {width > 0 && (
          <svg
            ref={drawing}
            role="img"
            aria-label={`Concepts by the share that ${first} brings: ${shown.map(inWords).join('; ')}`}
            viewBox={`0 0 ${width} ${height}`}
            className="block h-auto w-full text-xs"
          >
            {shown.map(({ id, title, measures: { modalityHistogram: counts } }, at) => {
              const most = Math.max(1, ...counts)
              const bar = panel / counts.length
              return (
                <g
                  key={id}
                  transform={`translate(${(at % columns) * (panel + GAP)} ${Math.floor(at / columns) * PANEL})`}
                >
                  <text y={12} className="fill-ink font-semibold">
                    {title}
                  </text>
                  {counts.map((count, b) => {
                    // Single concepts are seen beside hundreds.
                    const tall = count === 0 ? 0 : Math.max(2, (BARS * count) / most)
                    return (
                      <rect
                        key={b}
                        x={b * bar + 0.5}
                        y={22 + BARS - tall}
                        width={Math.max(1, bar - 1)}
                        height={tall}
                        className="fill-accent"
                      >
                        <title>{`${count} concepts, ${Math.round((100 * b) / counts.length)} to ${Math.round((100 * (b + 1)) / counts.length)} % ${first}`}</title>
                      </rect>
                    )
                  })}
                  <path d={`M0 ${22.5 + BARS}H${panel}`} className="stroke-line" fill="none" />
                  <text y={38 + BARS} className="fill-faint">
                    {rest}
                  </text>
                  <text x={panel} y={38 + BARS} textAnchor="end" className="fill-faint">
                    {first}
                  </text>
                </g>
              )
            })}
          </svg>
        )}
      </div>
    </Card>
  )
}

function inWords({ title, measures: { modalityHistogram: counts } }: Compared): string {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const shared = all - counts[0]! - counts.at(-1)!
  return `${title}: ${shared} of ${all} shared`
}
