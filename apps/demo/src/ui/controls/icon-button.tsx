import type { ButtonHTMLAttributes } from 'react'
import { classes } from '../classes.ts'
import { Icon, type IconName } from './icon.tsx'

/** A button that shows an icon only; `label` is what it is called, and its tooltip. */
export function IconButton({
  icon,
  label,
  className,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  readonly icon: IconName
  readonly label: string
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classes(
        'grid size-9 place-items-center rounded-md text-soft transition-colors hover:bg-sunken hover:text-ink',
        'disabled:cursor-not-allowed disabled:opacity-45',
        className,
      )}
    >
      <Icon name={icon} />
    </button>
  )
}
