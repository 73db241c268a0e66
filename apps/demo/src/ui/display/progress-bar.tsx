/** How far long work is, in words and as a bar. */
export function ProgressBar({ what, share }: { readonly what: string; readonly share: number }) {
  const percent = Math.round(100 * share)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex justify-between text-xs text-soft">
        <span>{what}</span>
        <span>{percent} %</span>
      </div>
      <div
        role="progressbar"
        aria-label={what}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full origin-left bg-accent transition-transform duration-150"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
    </div>
  )
}
