import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { quickStart } from '@cmgsae/vitest/quick-start'

export const main = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunningOptions {
  /** Called with everything on stderr so far, and a way to send a signal. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
  /** The same of stdout. */
  readonly onStdout?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
  /** Runs the command under this shell text, such as a limit, instead of directly. */
  readonly shell?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs the real command in a process of its own. */
export function cmgsae(args: readonly string[], options: RunningOptions = {}): Promise<Finished> {
  const { onStderr, onStdout, shell, env = {} } = options
  const command = [process.execPath, main, ...args]
  const [file, ...rest] =
    shell === undefined ? command : ['/bin/sh', '-c', `${shell}; exec "$@"`, 'sh', ...command]
  return new Promise((resolve, reject) => {
    const child = spawn(file!, rest, {
      env: { ...process.env, NO_COLOR: '1', ...quickStart, ...env },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      onStdout?.(stdout, (signal) => child.kill(signal))
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
      onStderr?.(stderr, (signal) => child.kill(signal))
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}
