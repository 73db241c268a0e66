import { DataError } from '@cmgsae/data'
import { ModelError } from '@cmgsae/model'
import { defineCommand, renderUsage, runCommand, type CommandDef } from 'citty'
import { embed } from './commands/embed.ts'
import { engine } from './commands/engine.ts'
import { esc50 } from './commands/esc50.ts'
import { imagenet } from './commands/imagenet.ts'
import { pairs } from './commands/pairs.ts'
import { synthetic } from './commands/synthetic.ts'
import { world } from './commands/world.ts'
import { BenchError } from './errors.ts'

// citty's commands are invariant in their options, so a list of them needs the cast.
const subCommands = {
  world,
  synthetic,
  esc50,
  imagenet,
  pairs,
  embed,
  engine,
} as unknown as Readonly<Record<string, CommandDef>>

const program = defineCommand({
  meta: {
    name: 'bench',
    description:
      'Trains CM-GSAE, its relatives and its baselines on paired embeddings at equal latents and equal L0, and compares them. Exit codes: 0 done, 1 something failed, 2 a mistake in the command, 130 interrupted.',
  },
  subCommands: { ...subCommands },
})

const [name = '--help', ...rest] = process.argv.slice(2)
const asked = ['--help', '-h'].includes(name)
const command = Object.hasOwn(subCommands, name) ? subCommands[name] : undefined

try {
  if (asked) console.log(await renderUsage(program))
  else if (!command) {
    throw new BenchError(
      `there is no benchmark "${name}"; choose one of ${Object.keys(subCommands).join(', ')}`,
    )
  } else if (rest.includes('--help') || rest.includes('-h')) {
    console.log(await renderUsage(command, program))
  } else await runCommand(command, { rawArgs: rest })
  if (process.argv.length < 3) process.exitCode = 2
} catch (error) {
  const mistake = BenchError.isInstance(error)
  const known = mistake || DataError.isInstance(error) || ModelError.isInstance(error)
  const { message, code, path } = error as NodeJS.ErrnoException
  const text = known ? message : code ? `${path ?? ''}: ${code}` : `unexpected: ${message}`
  process.stderr.write(`bench: ${text.replaceAll(/\s*\n\s*/g, ' ')}\n`)
  process.exitCode = mistake ? 2 : 1
}
