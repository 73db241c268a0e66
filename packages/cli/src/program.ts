import { commandHelp, programHelp } from './args/help.ts'
import { didYouMean } from './args/near-matches.ts'
import { parseOptions } from './args/parse-options.ts'
import type { Command } from './args/command.ts'
import { convert } from './commands/convert.ts'
import { doctor } from './commands/doctor.ts'
import { embed } from './commands/embed.ts'
import { encode } from './commands/encode.ts'
import { evaluate } from './commands/eval.ts'
import { inspect } from './commands/inspect.ts'
import { steer } from './commands/steer.ts'
import { train } from './commands/train.ts'
import { view } from './commands/view.ts'
import { world } from './commands/world.ts'
import { usageError } from './errors.ts'
import { explainFailure } from './explain-failure.ts'
import type { Terminal } from './terminal/terminal.ts'
import { version } from './version.ts'

export const commands: readonly Command[] = [
  world,
  embed,
  train,
  evaluate,
  encode,
  inspect,
  steer,
  view,
  convert,
  doctor,
]

/** Runs one command line and says how it ended: 0, 1, 2, or 128 + the number of a signal. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first] = args
  let hint = 'cmgsae --help'
  try {
    if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
      const named = first === 'help' && args[1] !== undefined ? find(args[1]) : undefined
      terminal.print(
        named ? help(named, terminal) : programHelp(commands, terminal.style, terminal.columns),
      )
      return first === undefined ? 2 : 0
    }
    if (first === '--version' || first === '-v') {
      terminal.print(version())
      return 0
    }
    const command = find(first)
    hint = `cmgsae ${command.name} --help`
    const rest = args.slice(1)
    if (rest.includes('--help') || rest.includes('-h')) {
      terminal.print(help(command, terminal))
      return 0
    }
    await command.run({ ...parseOptions(command, rest), terminal })
    return 0
  } catch (error) {
    const { message, exitCode } = explainFailure(error)
    terminal.fail(exitCode === 2 ? `${message} (see ${hint})` : message)
    return exitCode
  }
}

function find(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name)
  if (command) return command
  const names = commands.map((candidate) => candidate.name)
  throw usageError(
    name.startsWith('-')
      ? `unknown option ${name}; a command comes first: ${names.join(', ')}`
      : `unknown command ${JSON.stringify(name)}${didYouMean(name, names) || `; there are ${names.join(', ')}`}`,
  )
}

function help(command: Command, { style, columns }: Terminal): string {
  return commandHelp(command, style, columns)
}
