import { defineCommand } from '../args/command.ts'
import { usageError } from '../errors.ts'
import { openRun } from '../run/open-run.ts'
import { sourceOptions } from '../samples/source.ts'
import { editKinds, parseEdit } from '../steer/edits.ts'
import { renderSteering } from '../steer/render-steering.ts'
import { steerRun } from '../steer/steer-run.ts'

export const steer = defineCommand({
  name: 'steer',
  about: 'Change groups, classes or latents in the codes and show what moves in every modality.',
  positionals: ['RUN'],
  examples: [
    'cmgsae steer runs/world --boost vehicle=2',
    'cmgsae steer runs/first --suppress 3 --sample 17',
    'cmgsae steer runs/first --boost "#41=1" --set-group rain=0.5 --json',
  ],
  details: [
    'A name is a group (by name or number), a class or the word its name begins with, or a latent',
    '(#41). Amounts are in units of its usual strength. Changes are of the mean cosine to each class',
    '(to other samples, where there are no labels), about the mean of all, next to the same change',
    'made to a random group and with its sign turned.',
  ],
  options: {
    boost: { type: 'list', hint: 'NAME=AMOUNT', about: 'add so much of a concept' },
    suppress: { type: 'list', hint: 'NAME', about: 'switch a concept off' },
    'set-group': {
      type: 'list',
      hint: 'NAME=AMOUNT',
      about: 'replace what the codes say of a concept by so much of it',
    },
    sample: {
      type: 'number',
      hint: 'ROW',
      whole: true,
      min: 0,
      about: 'steer this one sample; default: the held-out ones, at most 500',
    },
    top: {
      type: 'number',
      hint: 'N',
      whole: true,
      min: 1,
      about: 'rows to show per direction; default 5',
    },
    ...sourceOptions,
    json: { type: 'flag', about: 'print all changes as JSON' },
  },
  async run({ options, positionals, terminal }) {
    const asked = editKinds.flatMap((kind) =>
      options[kind].map((text) => ({ kind, ...parseEdit(kind, text) })),
    )
    if (asked.length === 0) {
      throw usageError(
        'steer needs --boost NAME=AMOUNT, --suppress NAME or --set-group NAME=AMOUNT',
      )
    }
    const opened = await openRun(positionals[0]!, options, terminal)
    const report = await steerRun(opened, asked, options.sample)
    terminal.print(
      options.json
        ? JSON.stringify(report, null, 2)
        : renderSteering(report, options.top ?? 5, terminal),
    )
  },
})
