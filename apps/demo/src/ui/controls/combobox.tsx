import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { classes } from '../classes.ts'
import { Field, fieldClasses } from './field.tsx'

export interface Suggestion {
  readonly id: string
  /** What stands in the list. */
  readonly content: ReactNode
}

/**
 * A field that suggests while one types: arrows go through the list, Enter takes one, Escape closes
 * it. The field is empty again after each.
 */
export function Combobox({
  label,
  placeholder,
  suggest,
  onPick,
  hideLabel = false,
}: {
  readonly label: string
  readonly placeholder?: string
  /** What fits the words so far, best first; also asked with none. */
  readonly suggest: (words: string) => readonly Suggestion[]
  readonly onPick: (id: string) => void
  readonly hideLabel?: boolean
}) {
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const [words, setWords] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const found = open ? suggest(words) : []

  function pick(index: number) {
    const suggestion = found[index]
    if (!suggestion) return
    onPick(suggestion.id)
    setWords('')
    setAt(0)
    setOpen(false)
  }

  function press(event: KeyboardEvent) {
    const { key } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return setOpen(true)
      const next = at + (key === 'ArrowDown' ? 1 : -1)
      const wrapped = (next + found.length) % Math.max(1, found.length)
      setAt(wrapped)
      list.current?.children[wrapped]?.scrollIntoView({ block: 'nearest' })
    } else if (key === 'Enter' && open) {
      event.preventDefault()
      pick(at)
    } else if (key === 'Escape' && (open || words !== '')) {
      event.preventDefault()
      setOpen(false)
      setWords('')
    }
  }

  return (
    <div className="relative min-w-0">
      <Field id={id} label={label} hidden={hideLabel}>
        <input
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found[at] && `${id}-${at}`}
          value={words}
          placeholder={placeholder}
          onChange={({ target }) => {
            setWords(target.value)
            setAt(0)
            setOpen(true)
          }}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={press}
          className={fieldClasses}
        />
      </Field>
      <ul
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        hidden={!open}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-lg"
      >
        {found.map((suggestion, index) => (
          <li
            key={suggestion.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            // The field keeps the focus, so that the list is there for the click.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(index)}
            onPointerMove={() => setAt(index)}
            className={classes(
              'flex min-w-0 cursor-pointer items-center gap-2 rounded-sm px-2.5 py-1.5 text-sm',
              index === at && 'bg-sunken',
            )}
          >
            {suggestion.content}
          </li>
        ))}
        {open && found.length === 0 && (
          <li role="presentation" className="px-2.5 py-1.5 text-sm text-faint">
            nothing of that name
          </li>
        )}
      </ul>
    </div>
  )
}
