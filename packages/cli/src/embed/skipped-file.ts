import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '@cmgsae/data/node'
import type { Skip } from './settle-shard.ts'

export const skippedPath = (out: string) => join(out, 'skipped.jsonl')

/** What was skipped before sample `before`; a later shard may have been cut off after listing its own. */
export async function readSkipped(out: string, before: number): Promise<Skip[]> {
  const text = await readFile(skippedPath(out), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Skip)
    .filter(({ sample }) => sample < before)
}

/** Lists every input that was skipped; no file where there is none. */
export async function writeSkipped(out: string, skips: readonly Skip[]): Promise<void> {
  const path = skippedPath(out)
  if (skips.length === 0) return rm(path, { force: true })
  const lines = skips.map((skip) => `${JSON.stringify(skip)}\n`).join('')
  await writeAtomically(path, (append) => append(new TextEncoder().encode(lines)))
}
