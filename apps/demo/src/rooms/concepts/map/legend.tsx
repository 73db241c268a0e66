import { rampTo } from './point-colours.ts'

/** What the ends of a ramp mean. */
export function RampLegend({
  colour,
  from,
  to,
}: {
  readonly colour: string
  readonly from: string
  readonly to: string
}) {
  const ramp = rampTo(colour)
  return (
    <div className="flex items-center gap-2 text-xs text-soft">
      <span>{from}</span>
      <span
        aria-hidden="true"
        className="h-2 w-24 rounded-full"
        style={{ background: `linear-gradient(to right, ${ramp[0]}, ${ramp.at(-1)})` }}
      />
      <span>{to}</span>
    </div>
  )
}
