import { createHash } from 'node:crypto'
import type { Task } from './job.ts'

/** Raised when jobs measure something else than before, so that kept results are not mixed. */
const VERSION = 4

/** `label.hash`: the hash covers the data, the split and all that a task is made of. */
export function jobId(
  label: string,
  content: { readonly fingerprint: string; readonly split: number; readonly task: Task },
): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([VERSION, content]))
    .digest('hex')
  return `${label}-${content.split}.${hash.slice(0, 12)}`
}
