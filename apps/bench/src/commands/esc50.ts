import { defineCommand } from 'citty'
import { esc50Defaults } from '../datasets/esc50.ts'
import { requiredFolder } from './required-folder.ts'
import { runBenchmark } from './run-benchmark.ts'
import { refuseUnknown, sharedArgs } from './shared-args.ts'

const args = {
  data: {
    type: 'string',
    valueHint: 'DIR',
    description:
      'Folder with audio_embeddings.npy, class_text_embeddings.npy and metadata.csv (class_name, target, fold)',
  },
  ...sharedArgs,
} as const

export const esc50 = defineCommand({
  meta: {
    name: 'esc50',
    description:
      'ESC-50 sounds and class prompts embedded by CLAP; the five official folds.\nExample: pnpm bench esc50 --data esc50-clap --out runs/esc50',
  },
  args,
  async run({ args: values, rawArgs }) {
    refuseUnknown(rawArgs, args)
    const folder = requiredFolder(values.data)
    process.exitCode = await runBenchmark({ kind: 'esc50', folder }, values, esc50Defaults, [
      'esc50',
      ...rawArgs,
    ])
  },
})
