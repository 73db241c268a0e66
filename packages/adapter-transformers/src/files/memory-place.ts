import type { Transformers } from '../transformers.ts'
import type { Place } from './place.ts'
import { serveFromMemory } from './serve-from-memory.ts'

export interface MemoryPlaceOptions {
  readonly env: Transformers['env']
  readonly name: string
  /** The browser's cache that keeps downloads; null keeps nothing. */
  readonly cache: Cache | null
  /** Address of a file, the key of the cache. */
  readonly urlOf: (file: string) => string
}

/** Files in memory, as a browser has no disk that transformers.js could read. */
export function memoryPlace({ env, name, cache, urlOf }: MemoryPlaceOptions): Place {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    name,
    async has(file) {
      if (files.has(file)) return true
      const stored = await cache?.match(urlOf(file))
      if (stored === undefined) return false
      files.set(file, new Uint8Array(await stored.arrayBuffer()))
      return true
    },
    async read(file) {
      return files.get(file)!
    },
    async write(file, url, chunks) {
      const parts: Uint8Array<ArrayBuffer>[] = []
      for await (const chunk of chunks) parts.push(chunk as Uint8Array<ArrayBuffer>)
      const bytes = await new Blob(parts).arrayBuffer()
      files.set(file, new Uint8Array(bytes))
      // A full or forbidden cache costs the next visitor a download, not this one the model.
      await cache?.put(url, new Response(bytes)).catch(() => {})
    },
    open() {
      const { source, close } = serveFromMemory(env, files)
      return {
        source,
        options: {},
        close() {
          close()
          files.clear()
        },
      }
    },
  }
}

/** The browser's cache of this name; null in pages that may not have one. */
export async function openCache(name: string): Promise<Cache | null> {
  try {
    return await caches.open(name)
  } catch {
    return null
  }
}
