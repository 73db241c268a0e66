import { gather, type Matrix } from '@cmgsae/tensor'
import { defineCommand } from '../args/command.ts'
import { resolveConcept } from '../concepts/resolve-concept.ts'
import { CliError, usageError } from '../errors.ts'
import { limitRows } from '../measure/limit-rows.ts'
import { openRun, type OpenedRun } from '../run/open-run.ts'
import { sampleText } from '../samples/sample-text.ts'
import { sourceOptions } from '../samples/source.ts'
import { parseEdit, profileOf, type Edit, type EditKind } from '../steer/edits.ts'
import { landmarksOf } from '../steer/landmarks.ts'
import { measureEdits } from '../steer/measure-edits.ts'
import { renderSteering } from '../steer/render-steering.ts'

/** Samples that are steered, and from which a concept's usual strength is told. */
const mostSteered = 500
const mostObserved = 10_000

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
    const asked = (['boost', 'suppress', 'set-group'] as const).flatMap((kind) =>
      options[kind].map((text) => ({ kind, ...parseEdit(kind, text) })),
    )
    if (asked.length === 0) {
      throw usageError(
        'steer needs --boost NAME=AMOUNT, --suppress NAME or --set-group NAME=AMOUNT',
      )
    }
    const opened = await openRun(positionals[0]!, options, terminal)
    const { model, samples, seed } = opened
    const edits = await resolveEdits(opened, asked)
    const rows = steeredRows(opened, options.sample)
    const codes = await model.encode(inputsOf(opened, rows))
    const landmarks = inputNames(opened).map((name) => landmarksOf(samples, model, name, seed))
    const shifts = await measureEdits(model, codes, edits, landmarks, seed)
    const report = {
      run: opened.path,
      samples: rows.length,
      ...(options.sample !== undefined && { sample: sampleText(samples, options.sample) }),
      edits: edits.map(({ kind, amount, concept, group, profile }) => ({
        kind,
        name: concept.name,
        ...(kind !== 'suppress' && { amount }),
        group: model.partition.names[group]!,
        latents: profile.latents.length,
        classes: concept.kind === 'classes' ? concept.classes : [],
      })),
      shifts,
    }
    terminal.print(
      options.json
        ? JSON.stringify(report, null, 2)
        : renderSteering(report, options.top ?? 5, terminal),
    )
  },
})

async function resolveEdits(
  opened: OpenedRun,
  asked: readonly { kind: EditKind; name: string; amount: number }[],
): Promise<Edit[]> {
  const { model, samples, seed } = opened
  const concepts = asked.map(({ name }) => resolveConcept(name, model.partition, samples.labels))
  const seen = limitRows(samples.count, mostObserved, seed)
  const codes = await model.encode(inputsOf(opened, seen))
  const labels = samples.labels && Array.from(seen, (n) => samples.labels!.of[n]!)
  return asked.map(({ kind, amount }, e) => {
    const concept = concepts[e]!
    return { kind, amount, concept, ...profileOf(concept, codes, labels, model.partition) }
  })
}

function steeredRows({ rows, samples, seed }: OpenedRun, sample: number | undefined): Uint32Array {
  if (sample === undefined) return limitRows(rows.length, mostSteered, seed).map((n) => rows[n]!)
  if (sample < samples.count) return Uint32Array.of(sample)
  throw new CliError(`--sample ${sample}: there are ${samples.count} samples, counted from 0`)
}

/** The modalities that the samples come in. */
function inputNames({ samples }: OpenedRun): string[] {
  return samples.modalities.map(({ name }) => name)
}

/** All present modalities of the rows: their joint code is what is steered. */
function inputsOf({ samples }: OpenedRun, rows: Uint32Array): Record<string, Matrix> {
  return Object.fromEntries(
    samples.modalities.map(({ name, embeddings }) => [name, gather(embeddings, rows)]),
  )
}
