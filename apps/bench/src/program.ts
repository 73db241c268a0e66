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
      'Trains CM-GSAE, its relatives and its baselines on paired embeddings at equal latents and equal L0, and compares them. Exit codes: 0 done, 1 something failed, 2 a mistake in the command, 130 interrupted (143: by SIGTERM).',
  },
  subCommands: { ...subCommands },
})

/** Runs a command; what goes wrong is told in one line. Returns the exit code that is due, or none. */
export async function runProgram(
  args: readonly string[],
  writeError: (line: string) => void,
): Promise<number | undefined> {
  const [name = '--help', ...rest] = args
  try {
    if (['--help', '-h'].includes(name)) {
      console.log(await renderUsage(program))
      return args.length === 0 ? 2 : undefined
    }
    if (!Object.hasOwn(subCommands, name)) {
      throw new BenchError(
        `there is no benchmark "${name}"; choose one of ${Object.keys(subCommands).join(', ')}`,
      )
    }
    const command = await subCommands[name]!()
    if (rest.includes('--help') || rest.includes('-h')) {
      console.log(await renderUsage(command, program))
    } else await runCommand(command, { rawArgs: rest })
  } catch (error) {
    const { explainFailure } = await import('@cmgsae/cli')
    const { message, exitCode } = BenchError.isInstance(error)
      ? { message: error.message, exitCode: 2 }
      : explainFailure(error)
    writeError(`bench: ${message.replaceAll(/\s*\n\s*/g, ' ')}\n`)
    return exitCode
  }
  return undefined
}
