import { gather, type Matrix } from '@cmgsae/tensor'
import { resolveConcept } from '../concepts/resolve-concept.ts'
import { CliError } from '../errors.ts'
import { limitRows } from '../measure/limit-rows.ts'
import type { OpenedRun } from '../run/open-run.ts'
import { sampleText } from '../samples/sample-text.ts'
import { profileOf, type Edit, type EditKind } from './edits.ts'
import { landmarksOf } from './landmarks.ts'
import { measureEdits, type Shift } from './measure-edits.ts'

/** Samples that are steered, and from which a concept's usual strength is told. */
const mostSteered = 500
const mostObserved = 10_000

export interface AskedEdit {
  readonly kind: EditKind
  /** Of a group, a class, or a latent (#41). */
  readonly name: string
  /** In units of the usual strength; suppress has none. */
  readonly amount: number
}

/** What edits changed, as `cmgsae steer --json` prints it. */
export interface Steering {
  readonly run: string
  readonly samples: number
  /** The one sample that is steered, where it is one. */
  readonly sample?: string
  readonly edits: readonly {
    readonly kind: EditKind
    readonly name: string
    readonly amount?: number
    readonly group: string
    readonly latents: number
    readonly classes: readonly number[]
  }[]
  readonly shifts: readonly Shift[]
}

/**
 * Applies edits in order to the codes of a sample, or of the held-out ones.
 * @throws CliError for a name or sample that the run does not have, or a concept that never fires
 */
export async function steerRun(
  opened: OpenedRun,
  asked: readonly AskedEdit[],
  sample: number | undefined,
): Promise<Steering> {
  const { model, samples, seed } = opened
  const rows = steeredRows(opened, sample)
  const edits = await resolveEdits(opened, asked)
  const codes = await model.encode(inputsOf(opened, rows))
  const landmarks = inputNames(opened).map((name) => landmarksOf(samples, model, name, seed))
  const shifts = await measureEdits(model, codes, edits, landmarks, seed)
  return {
    run: opened.path,
    samples: rows.length,
    ...(sample !== undefined && { sample: sampleText(samples, sample) }),
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
}

async function resolveEdits(opened: OpenedRun, asked: readonly AskedEdit[]): Promise<Edit[]> {
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
  throw new CliError(`there is no sample ${sample}: the run has ${samples.count}, from 0 on`)
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
