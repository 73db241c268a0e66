import { useId } from 'react'
import { classes } from '../classes.ts'
import { Field, fieldClasses } from './field.tsx'
import { Icon } from './icon.tsx'

export interface Option<Value extends string> {
  readonly value: Value
  readonly name: string
}

/** One of a few; the system's own list, which every keyboard and reader knows. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  hideLabel = false,
  disabled = false,
}: {
  readonly label: string
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
  readonly hideLabel?: boolean
  readonly disabled?: boolean
}) {
  const id = useId()
  return (
    <Field id={id} label={label} hidden={hideLabel}>
      <div className="relative">
        <select
          id={id}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value as Value)}
          className={classes(fieldClasses, 'appearance-none truncate pr-8')}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
        <span className="pointer-events-none absolute top-2.5 right-2.5 text-faint">
          <Icon name="down" size={16} />
        </span>
      </div>
    </Field>
  )
}
