import { join } from 'node:path'
import { createTerminal, runCommandLine } from '@cmgsae/cli'
import { defineCommand } from 'citty'
import { embedClasses } from '../datasets/world/embed-classes.ts'
import { placesIn, worldDefaults } from '../datasets/world/world.ts'
import { tinyModel } from '../tiny-model.ts'
import { runBenchmark } from './run-benchmark.ts'
import { refuseUnknown, sharedArgs, wholeNumber } from './shared-args.ts'

const args = {
  samples: {
    type: 'string',
    valueHint: 'N',
    default: '1500',
    description: 'Samples of the world; the models see four fifths',
  },
  world: { type: 'string', valueHint: 'SEED', default: '0', description: 'Seed of the world' },
  clip: {
    type: 'string',
    valueHint: 'MODEL',
    default: tinyModel('tiny-clip'),
    description: 'CLIP for the pictures and captions: a folder, or a name on the hub',
  },
  clap: {
    type: 'string',
    valueHint: 'MODEL',
    default: tinyModel('tiny-clap'),
    description: 'CLAP for the sounds, likewise',
  },
  ...sharedArgs,
} as const

export const world = defineCommand({
  meta: {
    name: 'world',
    description:
      'The whole way: renders a world of pictures, sounds and captions, embeds them with CLIP and CLAP, and compares the models on what comes out. Needs no network.\nExample: pnpm bench world --quick --out runs/start',
  },
  args,
  async run({ args: values, rawArgs }) {
    refuseUnknown(rawArgs, args)
    const samples = wholeNumber('samples', values.samples, { least: 200, most: 1_000_000 })!
    const seed = wholeNumber('world', values.world, { least: 0, most: 2 ** 32 - 1 })!
    const { out = join('runs', 'bench-world'), clip, clap } = values
    const places = placesIn(out)
    const rendered = ['world', places.world, '--samples', String(samples), '--seed', String(seed)]
    const embedded = ['embed', places.world, '--model', clip, '--audio-model', clap]
    for (const command of [rendered, [...embedded, '--out', places.set]]) {
      process.exitCode = await cmgsae(command)
      if (process.exitCode !== 0) return
    }
    await embedClasses(places, clip)
    const spec = { kind: 'world', folder: out } as const
    const typed = ['world', ...rawArgs]
    process.exitCode = await runBenchmark(spec, { ...values, out }, worldDefaults, typed)
  },
})

/** Runs a command of ours as a person would, in sight. */
async function cmgsae(command: readonly string[]): Promise<number> {
  const terminal = createTerminal(process.stdout, process.stderr, process.env)
  terminal.print(terminal.style.dim(`$ cmgsae ${command.join(' ')}`))
  const code = await runCommandLine(command, terminal)
  terminal.print('')
  return code
}
