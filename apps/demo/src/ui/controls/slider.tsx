import { useId, type ReactNode } from 'react'

/** A number by hand: arrow keys go by `step`, Page keys by ten, Home and End to the ends. */
export function Slider({
  label,
  value,
  min,
  max,
  step,
  onChange,
  show = (shown) => String(shown),
  accessory,
  disabled = false,
}: {
  readonly label: ReactNode
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly onChange: (value: number) => void
  /** The value in words. */
  readonly show?: (value: number) => string
  /** Stands beside the value, such as a button that takes the slider away. */
  readonly accessory?: ReactNode
  readonly disabled?: boolean
}) {
  const id = useId()
  const share = (value - min) / (max - min)
  const zero = Math.min(1, Math.max(0, -min / (max - min)))
  const [from, to] = share < zero ? [share, zero] : [zero, share]
  const track = `linear-gradient(to right, var(--color-line) ${100 * from}%, var(--color-accent) ${100 * from}% ${100 * to}%, var(--color-line) ${100 * to}%)`
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-9 items-center gap-2 text-sm">
        <label htmlFor={id} className="min-w-0 flex-1 truncate">
          {label}
        </label>
        <output htmlFor={id} className="text-soft tabular-nums">
          {show(value)}
        </output>
        {accessory}
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={show(value)}
        onChange={(event) => onChange(Number(event.target.value))}
        style={{ backgroundImage: track }}
        className="slider disabled:cursor-not-allowed disabled:opacity-45"
      />
    </div>
  )
}
