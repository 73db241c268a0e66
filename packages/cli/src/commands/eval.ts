import { defineCommand } from '../args/command.ts'
import { evaluateRun } from '../eval/evaluate-run.ts'
import { renderEvaluation } from '../eval/render-evaluation.ts'
import { backendOption } from '../run/backend.ts'
import { openRun } from '../run/open-run.ts'
import { sourceOptions } from '../samples/source.ts'

export const evaluate = defineCommand({
  name: 'eval',
  about: 'Measure a run on the samples held out from its training, or on other files.',
  positionals: ['RUN'],
  examples: [
    'cmgsae eval runs/first',
    'cmgsae eval runs/first --json > scores.json',
    'cmgsae eval runs/first --modality image=new-images.npy --modality text=new-captions.npy',
    'cmgsae eval runs/sounds --labels meta.csv:class_name',
  ],
  details: [
    'FVE is the fraction of variance explained about the mean: 1 is perfect, 0 predicts the mean.',
    'Ties in retrieval and zero-shot count against the model; every score stands beside its control.',
  ],
  options: {
    ...sourceOptions,
    backend: backendOption,
    json: { type: 'flag', about: 'print all scores as JSON' },
  },
  async run({ options, positionals, terminal }) {
    const opened = await openRun(positionals[0]!, options, terminal)
    const result = await evaluateRun(opened, terminal)
    terminal.print(
      options.json ? JSON.stringify(result, null, 2) : renderEvaluation(result, terminal.style),
    )
  },
})
