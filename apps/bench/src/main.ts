import { enableCompileCache } from 'node:module'

// Starts in half the time from the second call on.
enableCompileCache()
const { runProgram } = await import('./program.ts')

const code = await runProgram(process.argv.slice(2), (line) => process.stderr.write(line))
if (code !== undefined) process.exitCode = code
