import { concatCodes, row, type Matrix, type SparseCodes } from '@cmgsae/tensor'
import { describeCode } from '../codes/rows.ts'
import { conceptTable } from '../concepts/concept-table.ts'
import { codeOf } from '../query/code-of.ts'
import { best } from '../query/nearest.ts'
import type { EncodedRun } from '../runs/opened-run.ts'
import type { Drift, Edit, Query, SteeredModality, Steering, Target } from '../types.ts'
import { editCode, onRandomGroups, withSignTurned, type ResolvedEdit } from './edit-code.ts'
import { profileOf } from './profile-of.ts'

export interface SteerOptions {
  readonly query: Query
  readonly edits: readonly Edit[]
  readonly count?: number
  readonly controls?: boolean
  readonly seed?: number
}

/** Edits a code, and measures what that moves; see `Engine.steer`. */
export async function steer(
  run: EncodedRun,
  { query, edits, count = 6, controls = false, seed = 0 }: SteerOptions,
): Promise<Steering> {
  const code = await codeOf(run, query)
  const resolved = edits.map(({ kind, target, amount }): ResolvedEdit => ({
    kind,
    amount,
    ...profileOf(run, target),
  }))
  const after = editCode(code, resolved)
  const { offsets } = run.activations('latent').byConcept
  const live = (i: number) => offsets[i + 1]! > offsets[i]!
  const random = controls ? onRandomGroups(resolved, run.partition, live, seed) : null
  const turned = controls ? withSignTurned(resolved) : null
  const versions = {
    before: code,
    after,
    ...(random && { random: editCode(code, random) }),
    ...(turned && { flipped: editCode(code, turned) }),
  }
  const targets = [...new Set(edits.map(({ target }) => classOf(run, target)))].filter(
    (c) => c >= 0,
  )
  const modalities: Record<string, SteeredModality> = {}
  for (const { name } of run.model.modalities) {
    modalities[name] = await measure(run, name, versions, { targets, count })
  }
  return {
    before: describeCode(code, run.partition),
    after: describeCode(after, run.partition),
    modalities,
    targets,
  }
}

type Versions = Readonly<Record<'before' | 'after', SparseCodes>> &
  Readonly<Partial<Record<'random' | 'flipped', SparseCodes>>>

/** All versions in one modality, decoded together. */
async function measure(
  run: EncodedRun,
  modality: string,
  versions: Versions,
  { targets, count }: { readonly targets: readonly number[]; readonly count: number },
): Promise<SteeredModality> {
  const names = Object.keys(versions) as (keyof Versions)[]
  const decoded = await run.model.decode(concatCodes(Object.values(versions)), modality)
  const after: Matrix = { rows: 1, cols: decoded.cols, data: row(decoded, 1) }
  const { samples, scores } =
    run.samples.count > 0
      ? best(await (await run.cloud(modality)).cosines(after), count)
      : { samples: new Uint32Array(0), scores: new Float32Array(0) }
  const classes = run.samples.classes.length
  const cosines =
    classes > 0 ? await (await run.landmarks(modality)).cosines(decoded) : new Float32Array(0)
  const of = (name: keyof Versions) => {
    const at = names.indexOf(name)
    return at < 0 ? null : cosines.slice(at * classes, (at + 1) * classes)
  }
  const before = of('before')!
  const drift = (scored: Float32Array | null) => scored && driftOf(before, scored, targets)
  return {
    kept: cosine(row(decoded, 0), row(decoded, 1)),
    nearest: { samples, scores },
    before,
    after: of('after')!,
    drift: drift(of('after'))!,
    random: drift(of('random')),
    flipped: drift(of('flipped')),
  }
}

/** Mean change of the targets, and mean size of the change of the others. */
export function driftOf(
  before: Float32Array,
  after: Float32Array,
  targets: readonly number[],
): Drift {
  let [target, others] = [0, 0]
  for (let c = 0; c < before.length; c++) {
    const change = after[c]! - before[c]!
    if (targets.includes(c)) target += change
    else others += Math.abs(change)
  }
  return {
    target: target / targets.length,
    others: others / Math.max(1, before.length - targets.length),
  }
}

/** The class itself, or the one with most of a concept's activation; −1 where there is none. */
function classOf(run: EncodedRun, { kind, index }: Target): number {
  if (kind === 'class') return index
  const { classes, labels } = run.samples
  const table = run.once(
    `target classes ${kind}`,
    () => {
      const part = run.activations(kind)
      return conceptTable(
        { all: part },
        labels,
        classes.length,
        new Uint32Array(part.codes.latents),
      )
    },
    { byGroups: true },
  )
  return table.topClass[index]!
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, x, y] = [0, 0, 0]
  for (let j = 0; j < a.length; j++) {
    dot += a[j]! * b[j]!
    x += a[j]! ** 2
    y += b[j]! ** 2
  }
  return x > 0 && y > 0 ? dot / Math.sqrt(x * y) : 0
}
