import { useState } from 'react'
import { TextField } from '../../../ui/controls/index.ts'

/** A number as one types it; emptied, it is what it would be by itself. */
export function NumberField({
  label,
  value,
  usual,
  hint,
  wrong,
  onChange,
}: {
  readonly label: string
  readonly value: number | null
  /** Stands in the emptied field. */
  readonly usual?: number | null | undefined
  readonly hint?: string | undefined
  readonly wrong?: string | undefined
  readonly onChange: (value: number | undefined) => void
}) {
  const [typed, setTyped] = useState<string>()
  const text = typed?.trim() ?? ''
  const unreadable = text !== '' && !Number.isFinite(Number(text))
  return (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? (value === null ? '' : String(value))}
      placeholder={usual === null || usual === undefined ? 'none' : String(usual)}
      hint={hint}
      wrong={unreadable ? `${text} is no number; write it in digits, such as 0.15` : wrong}
      onChange={(next) => {
        setTyped(next)
        const trimmed = next.trim()
        if (trimmed === '') onChange(undefined)
        else if (Number.isFinite(Number(trimmed))) onChange(Number(trimmed))
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
