import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Commit of this checkout, with `-dirty` where tracked files differ; null outside a checkout. */
export async function currentCommit(): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['describe', '--always', '--dirty', '--abbrev=40'], {
      cwd: import.meta.dirname,
    })
    return stdout.trim()
  } catch {
    return null
  }
}
