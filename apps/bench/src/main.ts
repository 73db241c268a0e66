import { runProgram } from './program.ts'

const code = await runProgram(process.argv.slice(2), (line) => process.stderr.write(line))
if (code !== undefined) process.exitCode = code
