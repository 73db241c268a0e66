import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { classes } from '../classes.ts'
import type { Option } from './select.tsx'

/** One of a few views; arrow keys go between them, and only the chosen one is in the tab order. */
export function Tabs<Value extends string>({
  label,
  value,
  options,
  onChange,
  children,
}: {
  readonly label: string
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
  /** The chosen view. */
  readonly children: ReactNode
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const at = options.findIndex((option) => option.value === value)

  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (at + step + options.length) % options.length
    onChange(options[next]!.value)
    list.current!.querySelectorAll<HTMLElement>('[role=tab]')[next]!.focus()
  }

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="flex gap-5 overflow-x-auto border-b border-line"
      >
        {options.map((option) => {
          const chosen = option.value === value
          return (
            <button
              key={option.value}
              type="button"
              role="tab"
              id={`${id}-${option.value}`}
              aria-selected={chosen}
              aria-controls={`${id}-panel`}
              tabIndex={chosen ? 0 : -1}
              onClick={() => onChange(option.value)}
              className={classes(
                '-mb-px border-b-2 pt-1 pb-2 text-sm font-medium whitespace-nowrap transition-colors',
                chosen ? 'border-accent text-ink' : 'border-transparent text-faint hover:text-ink',
              )}
            >
              {option.name}
            </button>
          )
        })}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </div>
  )
}
