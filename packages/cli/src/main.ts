#!/usr/bin/env node
import module from 'node:module'
import { createTerminal } from './terminal/terminal.ts'

// Starts in half the time from the second call on; Node 20 knows no such cache.
module.enableCompileCache?.()
const { runProgram } = await import('./program.ts')

// `cmgsae inspect RUN | head` closes the pipe early, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const terminal = createTerminal(process.stdout, process.stderr, process.env)
process.exitCode = await runProgram(process.argv.slice(2), terminal)
