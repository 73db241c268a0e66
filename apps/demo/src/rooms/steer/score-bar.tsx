/** A score from −1 to 1 as a bar from 0, with a mark where it was before. */
export function ScoreBar({
  before,
  after,
  colour,
}: {
  readonly before: number
  readonly after: number
  readonly colour: string
}) {
  const at = (value: number) => 50 + 50 * Math.min(1, Math.max(-1, value))
  const [from, to] = [Math.min(50, at(after)), Math.max(50, at(after))]
  return (
    <span aria-hidden="true" className="relative block h-3 w-full min-w-0 rounded-sm bg-sunken">
      <span
        className="absolute inset-y-0 rounded-sm"
        style={{ left: `${from}%`, width: `${to - from}%`, background: colour }}
      />
      <span className="absolute inset-y-0 left-1/2 w-px bg-edge" />
      <span
        className="absolute -inset-y-0.5 w-0.5 -translate-x-1/2 rounded-full bg-ink"
        style={{ left: `${at(before)}%` }}
      />
    </span>
  )
}
