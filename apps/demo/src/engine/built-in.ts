import { DemoError } from '../errors.ts'
import type { BuiltInRun } from './api.ts'
import type { Comparison } from './measure/measures.ts'

/** index.json of the built-in world. */
export interface WorldIndex {
  readonly format: 'cmgsae demo world'
  readonly runs: readonly BuiltInRun[]
}

/** The data that come with the app, under `root`, the address of its folder `world/`. */
export function builtIn(root: string) {
  const json = async <T>(name: string): Promise<T> => {
    const response = await fetch(new URL(name, root))
    if (response.ok) return (await response.json()) as T
    throw new DemoError(
      `the built-in world lacks ${name}; make it with pnpm --filter @cmgsae/demo world`,
    )
  }
  let index: Promise<WorldIndex> | undefined
  return {
    runs: async () => (await (index ??= json<WorldIndex>('index.json'))).runs,
    view: (id: string) => new URL(`runs/${id}/view.json`, root).href,
    comparison: () => json<Comparison>('comparison.json'),
  }
}
