import type { DualEncoder } from './encoders/index.ts'
import type { Score } from './evaluate/index.ts'
import type { Figures } from './figures.ts'

const WORDS = {
  image: {
    classes: 'CLIPVisionModelWithProjection` and `CLIPTextModelWithProjection',
    what: 'pictures',
    inputs: 'synthetic cartoons of 96×96 pixels',
    useless: 'real photos',
    towers:
      'The image tower is five convolutions on 96×96 pixels whose mean and maximum over places are projected',
    variants: 'mirrored and moved by up to 8 pixels',
    adapter: 'adapter-clip',
    calls: 'clipImages` and `clipTexts',
  },
  audio: {
    classes: 'ClapAudioModelWithProjection` and `ClapTextModelWithProjection',
    what: 'sounds',
    inputs: 'synthesised sounds of three seconds at 16 kHz',
    useless: 'real recordings',
    towers:
      'The audio tower is six convolutions on 64 log-mel bins whose mean and maximum over time are projected',
    variants: 'begun at any moment, less a gap of up to a fifth',
    adapter: 'adapter-clap',
    calls: 'clapSounds` and `clapTexts',
  },
} as const

/** README.md of a model's folder. */
export function card({ name, modality }: DualEncoder, { training, heldOut }: Figures): string {
  const words = WORDS[modality]
  const { classes } = heldOut[0]!
  const score = (each: Score) =>
    `| ${each.seed} | ${each.samples} | ${[each.zeroShot, each.recallAt1, each.recallAt10].map((value) => value.toFixed(3)).join(' | ')} |`
  return `---
license: mit
library_name: transformers.js
---

# ${name}

A ${name === 'tiny-clip' ? 'CLIP' : 'CLAP'} of ${training.parameters.toLocaleString('en-US')} parameters, trained on the rendered world of [\`@cmgsae/world\`](../../../../packages/world) alone: ${words.inputs}, with captions from templates. **It is useless for ${words.useless}.** It is there so that tests, demos and \`pnpm start\` have real embeddings with no network, through the same code as a real checkpoint.

It loads wherever the checkpoint of its kind does: \`${words.classes}\` of transformers.js, or \`${words.calls}\` of [\`@cmgsae/${words.adapter}\`](../../../../packages/${words.adapter}) with this folder as \`folder\`. Weights are float32.

## How good it is

On samples of worlds whose seeds training has not met. Zero-shot: the share of ${words.what} whose own class is the nearest of ${classes} (chance: ${(1 / classes).toFixed(3)}), each class the mean of the adapter's prompt templates. Recall: the share whose own caption is the nearest, or among the ten nearest, of all samples' captions.

| world's seed | samples | zero-shot | recall at 1 | recall at 10 |
| ---: | ---: | ---: | ---: | ---: |
${heldOut.map(score).join('\n')}
| **mean** | | ${summary(heldOut)} |

The last line has the mean and, after ±, the standard deviation over the seeds.

## How it was made

\`\`\`sh
pnpm --filter @cmgsae/tiny-models train --only ${name}
\`\`\`

${words.towers}; the text tower embeds words, lets each see its neighbours through one convolution, and pools them by attention and maximum. Both end in 64 dimensions and were trained by the symmetric contrastive loss of CLIP: ${training.pairs.toLocaleString('en-US')} pairs of world ${training.worldSeed}, ${training.epochs} epochs, ${training.batch} pairs a step, AdamW at ${training.rate}, seed ${training.seed}; ${training.minutes} minutes on two cores that others used too, with the ${words.what} made beforehand. At each step the ${words.what} were ${words.variants}; three captions in ten gave way to the bare name of what is ${modality === 'image' ? 'seen' : 'heard'}, amid unknown words, and the others lost a tenth of their words. \`pnpm --filter @cmgsae/tiny-models check\` computes the figures above anew.

Words that no caption has are one unknown token, and letters other than a–z separate words.

MIT, like the repository.
`
}

function summary(heldOut: readonly Score[]): string {
  return (['zeroShot', 'recallAt1', 'recallAt10'] as const)
    .map((key) => {
      const values = heldOut.map((score) => score[key])
      const mean = values.reduce((a, b) => a + b) / values.length
      const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
      const deviation = Math.sqrt(squares / Math.max(1, values.length - 1))
      return `**${mean.toFixed(3)}** ± ${deviation.toFixed(3)}`
    })
    .join(' | ')
}
