import { useId } from 'react'
import { classes } from '../classes.ts'
import type { Option } from './select.tsx'

/** One of two to four, side by side: radio buttons that look like a switch. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset className="inline-flex max-w-full rounded-md bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classes(
            'relative flex h-8 cursor-pointer items-center rounded-[6px] px-3 text-sm font-medium whitespace-nowrap transition-colors',
            'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
            option.value === value
              ? 'bg-surface text-ink shadow-[0_0_0_1px_var(--color-line)]'
              : 'text-soft hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {option.name}
        </label>
      ))}
    </fieldset>
  )
}
