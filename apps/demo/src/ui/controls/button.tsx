import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { classes } from '../classes.ts'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do here. Default `plain`. */
  readonly look?: 'primary' | 'plain' | 'quiet'
  readonly icon?: IconName
  readonly children: ReactNode
}

const looks = {
  primary: 'bg-accent text-on-accent hover:opacity-90',
  plain: 'border border-edge bg-surface text-ink hover:bg-sunken',
  quiet: 'text-soft hover:bg-sunken hover:text-ink',
}

/** How a button looks, for links that stand where buttons do. */
export function buttonClasses(look: keyof typeof looks): string {
  return classes(
    'inline-flex h-9 items-center justify-center gap-2 rounded-md px-3.5 text-sm font-medium whitespace-nowrap',
    'transition-[background,opacity] duration-150 disabled:cursor-not-allowed disabled:opacity-45',
    looks[look],
  )
}

export function Button({ look = 'plain', icon, children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={classes(buttonClasses(look), className)}>
      {icon && <Icon name={icon} size={16} />}
      {children}
    </button>
  )
}
