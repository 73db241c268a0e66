import { useEffect, useState } from 'react'
import { SearchBox } from '../../../ui/controls/index.ts'

/** Long enough that a word is typed before the address follows. */
const PAUSE = 120

/** What is searched for, as it is typed; the address follows in the pauses. */
export function FindBox({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <SearchBox
      label="Find by name, group, class or #number"
      placeholder="Find: car, #12, …"
      value={typed}
      onChange={setTyped}
    />
  )
}
