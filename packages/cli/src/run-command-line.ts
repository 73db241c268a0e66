import type { Terminal } from './terminal/terminal.ts'

/**
 * One command line of `cmgsae`, such as ['world', 'DIR'], and how it ended: 0, 1, 2, or 128 + the
 * number of a signal. The commands are loaded by the first call.
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const { runProgram } = await import('./program.ts')
  return runProgram(args, terminal)
}
