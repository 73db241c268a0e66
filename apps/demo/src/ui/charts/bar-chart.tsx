import { useId } from 'react'

/** Bars of counts, drawn as SVG so that they can be saved; `label` says in words what is to be seen. */
export function BarChart({
  label,
  counts,
  edges,
  colour = 'var(--color-accent)',
  xLabel,
  height = 96,
}: {
  readonly label: string
  readonly counts: ArrayLike<number>
  /** One more than there are counts. */
  readonly edges: ArrayLike<number>
  readonly colour?: string
  readonly xLabel?: string
  readonly height?: number
}) {
  const id = useId()
  const most = Math.max(1, ...Array.from(counts))
  const bars = Array.from(counts, (count, b) => ({
    count,
    from: edges[b]!,
    to: edges[b + 1]!,
    // Single samples are seen beside hundreds.
    share: count === 0 ? 0 : Math.max(0.03, count / most),
  }))
  const ends = [edges[0] ?? 0, edges[edges.length - 1] ?? 0]
  return (
    <figure className="flex min-w-0 flex-col gap-1" aria-labelledby={id}>
      <figcaption id={id} className="sr-only">
        {label}
      </figcaption>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${bars.length} 1`}
        preserveAspectRatio="none"
        style={{ height }}
        className="w-full border-b border-line"
      >
        {bars.map(({ count, from, to, share }, b) => (
          <rect
            key={b}
            x={b + 0.06}
            width={0.88}
            y={1 - share}
            height={share}
            style={{ fill: colour }}
          >
            <title>{`${count} from ${from.toPrecision(2)} to ${to.toPrecision(2)}`}</title>
          </rect>
        ))}
      </svg>
      <div className="flex justify-between text-xs text-faint">
        <span>{ends[0]!.toPrecision(2)}</span>
        {xLabel !== undefined && <span>{xLabel}</span>}
        <span>{ends[1]!.toPrecision(2)}</span>
      </div>
    </figure>
  )
}
