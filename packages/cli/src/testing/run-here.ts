import { runProgram } from '../program.ts'
import { createTerminal } from '../terminal/terminal.ts'
import type { Finished } from './run-command.ts'

/** Runs a command in this process: what it loads stays loaded for the next one. */
export async function runHere(args: readonly string[]): Promise<Finished> {
  let [stdout, stderr] = ['', '']
  const terminal = createTerminal(
    { write: (text) => (stdout += text) },
    { write: (text) => (stderr += text) },
    {},
  )
  const code = await runProgram(args, terminal)
  return { code, stdout, stderr }
}
