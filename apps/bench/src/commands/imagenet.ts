import { defineCommand } from 'citty'
import { imagenetDefaults } from '../datasets/imagenet.ts'
import { requiredFolder } from './required-folder.ts'
import { runBenchmark } from './run-benchmark.ts'
import { refuseUnknown, sharedArgs } from './shared-args.ts'

/** With `--quick`: the probe and the fits of a thousand classes take minutes each. */
const QUICK_CLASSES = 100

const args = {
  data: {
    type: 'string',
    valueHint: 'DIR',
    description:
      'Folder with image_{1,2,4}shot.npy, labels_{1,2,4}shot.npy, text_80templates.npy, text_clip_lt_{a,b}.npy and imagenet_classes.json',
  },
  ...sharedArgs,
} as const

export const imagenet = defineCommand({
  meta: {
    name: 'imagenet',
    description:
      'ImageNet images and class texts embedded by CLIP; seeded splits of 5,000 and the rest.\nExample: pnpm bench imagenet --data imagenet-clip --out runs/imagenet',
  },
  args,
  async run({ args: values, rawArgs }) {
    refuseUnknown(rawArgs, args)
    const folder = requiredFolder(values.data)
    const spec = { kind: 'imagenet', folder, classes: values.quick ? QUICK_CLASSES : null } as const
    process.exitCode = await runBenchmark(spec, values, imagenetDefaults, ['imagenet', ...rawArgs])
  },
})
