import { useId, type InputHTMLAttributes, type ReactNode } from 'react'
import { classes } from '../classes.ts'
import { Field, fieldClasses } from './field.tsx'
import { Icon } from './icon.tsx'

export interface TextFieldProps extends Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'value' | 'onChange'
> {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  /** What is wrong with the value, and what would be right. */
  readonly wrong?: string | undefined
  readonly hideLabel?: boolean
}

export function TextField({
  label,
  value,
  onChange,
  hint,
  wrong,
  hideLabel = false,
  className,
  ...rest
}: TextFieldProps) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} wrong={wrong} hidden={hideLabel}>
      <input
        id={id}
        type="text"
        {...rest}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={(wrong ?? hint) === undefined ? undefined : `${id}-hint`}
        className={classes(fieldClasses, className)}
      />
    </Field>
  )
}

/** A field that narrows what is shown; Escape empties it. */
export function SearchBox({
  label,
  value,
  onChange,
  placeholder = label,
}: Pick<TextFieldProps, 'label' | 'value' | 'onChange' | 'placeholder'>) {
  return (
    <div className="relative min-w-0">
      <span className="pointer-events-none absolute top-2.5 left-3 text-faint">
        <Icon name="search" size={16} />
      </span>
      <TextField
        type="search"
        label={label}
        hideLabel
        value={value}
        onChange={onChange}
        placeholder={placeholder}
        onKeyDown={(event) => event.key === 'Escape' && onChange('')}
        className="pl-9"
      />
    </div>
  )
}
