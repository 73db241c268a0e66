import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Difference } from './differences.ts'
import type { Row } from './results.ts'

export interface Results {
  readonly dataset: string
  /** As it was typed. */
  readonly command: string
  /** Splits or seeds, by name. */
  readonly seeds: readonly string[]
  /** Commit of the checkout; null outside one. */
  readonly commit: string | null
  readonly rows: readonly Row[]
  readonly differences: readonly Difference[]
}

/** Writes a file of the output folder in whole or not at all. */
export async function writeOutput(out: string, name: string, text: string): Promise<void> {
  const path = join(out, name)
  await writeFile(`${path}.part`, text)
  await rename(`${path}.part`, path)
}

export function resultsJson(results: Results): string {
  const { dataset, command, seeds, commit, rows, differences } = results
  return `${JSON.stringify({ dataset, command, seeds, commit, rows, differences }, null, 2)}\n`
}
