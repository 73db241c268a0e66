import { useState } from 'react'
import { IconButton } from '../controls/icon-button.tsx'

const KEY = 'cmgsae.single-thread-seen'

/** What visitors should know of their browser, once. */
export function Notices() {
  const [shown, setShown] = useState(() => !crossOriginIsolated && !wasSeen())
  if (!shown) return null
  return (
    <div role="status" className="border-b border-line bg-warn-tint">
      <div className="mx-auto flex max-w-[1320px] items-center gap-3 px-4 py-1.5 text-sm text-warn sm:px-8">
        <p className="flex-1">
          This page computes on one thread: its server sends no headers for shared memory.
          Everything works, training is slower.
        </p>
        <IconButton
          icon="close"
          label="Dismiss"
          onClick={() => {
            setShown(false)
            remember()
          }}
        />
      </div>
    </div>
  )
}

function wasSeen(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

function remember(): void {
  try {
    sessionStorage.setItem(KEY, 'yes')
  } catch {
    // Said again on the next page, then.
  }
}
