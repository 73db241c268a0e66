import { DataError } from '@cmgsae/data'
import { ModelError } from '@cmgsae/model'
import { defineCommand, renderUsage, runCommand, type CommandDef } from 'citty'
import { BenchError } from './errors.ts'

// Loaded when asked for. citty's commands are invariant in their options, so a list needs the cast.
const subCommands = {
  world: () => import('./commands/world.ts').then((module) => module.world),
  synthetic: () => import('./commands/synthetic.ts').then((module) => module.synthetic),
  modalities: () => import('./commands/modalities.ts').then((module) => module.modalities),
  esc50: () => import('./commands/esc50.ts').then((module) => module.esc50),
  imagenet: () => import('./commands/imagenet.ts').then((module) => module.imagenet),
  pairs: () => import('./commands/pairs.ts').then((module) => module.pairs),
  embed: () => import('./commands/embed.ts').then((module) => module.embed),
  engine: () => import('./commands/engine.ts').then((module) => module.engine),
} as unknown as Readonly<Record<string, () => Promise<CommandDef>>>

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

try {
  const command = Object.hasOwn(subCommands, name) ? await subCommands[name]!() : undefined
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
