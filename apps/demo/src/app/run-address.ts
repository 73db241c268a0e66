import type { RunSource } from '../engine/runs/run-source.ts'

/** What every room keeps in the address: which run is open; none is the default. */
export interface RootSearch {
  readonly run?: string | undefined
}

export function parseRootSearch(search: Readonly<Record<string, unknown>>): RootSearch {
  return typeof search['run'] === 'string' ? { run: search['run'] } : {}
}

/** Where the run of an address comes from; undefined for files, which an address cannot hold. */
export function sourceOf(run: string): RunSource | undefined {
  if (run === 'served') return { kind: 'served' }
  if (run.startsWith('trained:')) return { kind: 'trained', id: run }
  return run.startsWith('files:') ? undefined : { kind: 'builtIn', id: run }
}
