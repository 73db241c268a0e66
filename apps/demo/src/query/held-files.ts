import { useSyncExternalStore } from 'react'

/** A file that was given, and an address to show or play it from. */
export interface HeldFile {
  readonly file: File
  readonly url: string
}

/** Files given since the page was loaded, by name: an address cannot hold them. */
const held = new Map<string, HeldFile>()
const listeners = new Set<() => void>()

/** Keeps a file for as long as the page, in place of one of the same name. */
export function holdFile(file: File): void {
  const before = held.get(file.name)
  if (before) URL.revokeObjectURL(before.url)
  held.set(file.name, { file, url: URL.createObjectURL(file) })
  listeners.forEach((tell) => tell())
}

/** The file of a name; undefined once the page was loaded anew. */
export function useHeldFile(name: string | undefined): HeldFile | undefined {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => (name === undefined ? undefined : held.get(name)),
  )
}
