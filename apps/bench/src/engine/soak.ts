import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { EngineRow, Section } from './row.ts'

/** Bytes by which heap and external memory may grow over all steps: noise of the collector. */
const ALLOWED = 2 ** 21

/** Thousands of steps in a process of its own: neither heap nor external memory may grow. */
export const soak: Section = async function* ({ quick, note, signal }) {
  const steps = quick ? 500 : 10_000
  note(`${steps} steps in a row`)
  const script = fileURLToPath(new URL('soak-process.ts', import.meta.url))
  const output = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      ['--expose-gc', script, String(steps)],
      { signal },
      (error, stdout) => {
        if (error) reject(signal.aborted ? (signal.reason as Error) : error)
        else resolve(stdout)
      },
    )
  })
  const found = JSON.parse(output) as { heapGrowth: number; externalGrowth: number }
  yield {
    name: 'soak',
    ...found,
    steps,
    allowed: ALLOWED,
    grew: found.heapGrowth > ALLOWED || found.externalGrowth > ALLOWED,
  } as unknown as EngineRow
}
