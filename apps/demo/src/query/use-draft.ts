import { useEffect, useState } from 'react'

/** Milliseconds without a key after which typing counts as done. */
const PAUSE = 200

/**
 * What is being typed, and how to type on. It is kept as `value` once typing pauses, so that the
 * address, which is slower than keys, is not asked for each of them; it follows `value` otherwise.
 */
export function useDraft(
  value: string,
  keep: (draft: string) => void,
): [string, (draft: string) => void] {
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  useEffect(() => {
    if (draft === value) return
    const timer = setTimeout(() => keep(draft), PAUSE)
    return () => clearTimeout(timer)
  }, [draft])
  return [draft, setDraft]
}
