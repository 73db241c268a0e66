import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Job, JobResult } from './job.ts'

/** Finished jobs of an output folder, one JSON file each: what a rerun does not repeat. */
export interface JobStore<J = Job, R = JobResult> {
  /** The result of a finished job; undefined where it has to be done. */
  find(job: J): Promise<R | undefined>
  keep(job: J, result: R): Promise<void>
}

/** Whether a run that the job saves has been deleted since. */
export function isRunMissing({ task, save }: Job): boolean {
  if (!save || task.kind !== 'fit') return false
  return !existsSync(join(save.folder, task.recipe.preset, 'config.json'))
}

/**
 * `isGone`: whether a finished job has to be done again.
 * @throws a system error where the folder cannot be made or written
 */
export async function openJobStore<J extends { readonly id: string }, R>(
  out: string,
  isGone: (job: J) => boolean = () => false,
): Promise<JobStore<J, R>> {
  const folder = join(out, 'jobs')
  await mkdir(folder, { recursive: true })
  const fileOf = ({ id }: J) => join(folder, `${id}.json`)
  return {
    async find(job) {
      if (isGone(job)) return undefined
      try {
        return JSON.parse(await readFile(fileOf(job), 'utf8')) as R
      } catch {
        // Not there, or cut short by a full disk: done again either way.
        return undefined
      }
    },
    async keep(job, result) {
      const temporary = `${fileOf(job)}.part`
      await writeFile(temporary, `${JSON.stringify(result)}\n`)
      await rename(temporary, fileOf(job))
    },
  }
}
