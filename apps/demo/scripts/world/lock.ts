import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { places } from './settings.ts'

const WAIT_MS = 500

/** Does what only one process may do at a time; others wait for the one that is at it. */
export async function alone<T>(act: () => Promise<T>): Promise<T> {
  const lock = join(places.cache, 'lock')
  await mkdir(places.cache, { recursive: true })
  while (!(await taken(lock))) await setTimeout(WAIT_MS)
  try {
    return await act()
  } finally {
    await rm(lock, { force: true })
  }
}

/** Takes the lock, unless a process that still runs holds it. */
async function taken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
    if (holder > 0 && !runs(holder)) await rm(lock, { force: true })
    return false
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
