import { defineCommand } from 'citty'
import { syntheticDefaults } from '../datasets/synthetic.ts'
import { runBenchmark } from './run-benchmark.ts'
import { refuseUnknown, sharedArgs, wholeNumber } from './shared-args.ts'

const args = {
  samples: {
    type: 'string',
    valueHint: 'N',
    default: '3000',
    description: 'Samples of the world; the models see four fifths',
  },
  world: { type: 'string', valueHint: 'SEED', default: '0', description: 'Seed of the world' },
  ...sharedArgs,
} as const

export const synthetic = defineCommand({
  meta: {
    name: 'synthetic',
    description:
      'The built-in concept world, whose true dictionary is known: needs no data.\nExample: pnpm bench synthetic --quick',
  },
  args,
  async run({ args: values, rawArgs }) {
    refuseUnknown(rawArgs, args)
    const samples = wholeNumber('samples', values.samples, { least: 50, most: 1_000_000 })!
    const seed = wholeNumber('world', values.world, { least: 0, most: 2 ** 32 - 1 })!
    const spec = { kind: 'synthetic', samples, seed } as const
    process.exitCode = await runBenchmark(spec, values, syntheticDefaults, [
      'synthetic',
      ...rawArgs,
    ])
  },
})
