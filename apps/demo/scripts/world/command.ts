import { spawn } from 'node:child_process'
import { DemoError } from '../../src/errors.ts'
import { places } from './settings.ts'

/** Runs `cmgsae` as it is in this checkout. @throws DemoError where it fails, with what it said last */
export function cmgsae(args: readonly string[], cwd: string = places.repository): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [places.cli, ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-2000)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      const last = said.trim().split('\n').at(-1) ?? ''
      reject(new DemoError(`cmgsae ${args[0]} ended with ${code}: ${last}`))
    })
  })
}
