import { meanSd, pairedDifference } from '@cmgsae/probes'
import type { Finished } from '../jobs/run-jobs.ts'
import { spread, type Spread } from '../results/spread.ts'
import { DESIGNS, together, type Design } from './design.ts'
import type { ModalitiesJob, ModalitiesResult, Settings } from './job.ts'
import type { Measured } from './measure.ts'
import type { ModelName } from './models.ts'

/** What a row tells in one number each, null where it is not defined. */
export const SUMMARIES = {
  ownFve: 'FVE of each modality from itself',
  metFve: 'FVE of one modality from another that it was seen together with',
  unmetFve: 'FVE of one modality from another that it was never seen together with',
  metR1: 'R@1 of one modality from another that it was seen together with; ties count against',
  unmetR1: 'R@1 of one modality from another that it was never seen together with',
  atoms80: 'planted atoms found with a cosine above .8, mean over modalities',
  atoms90: 'planted atoms found with a cosine above .9, mean over modalities',
  l0: 'active latents per code of one modality',
  dead: 'latents that fire for no test sample',
} as const

export type Summary = keyof typeof SUMMARIES

export interface Row {
  readonly model: ModelName
  readonly n: number
  readonly latents: number
  readonly learningRate: number | null
  readonly summary: Readonly<Record<Summary, Spread | null>>
  /** Modality b (column) from a (row). */
  readonly fve: readonly (readonly (Spread | null)[])[]
  readonly r1: readonly (readonly (Spread | null)[])[]
  readonly atoms80: readonly Spread[] | null
  readonly atoms90: readonly Spread[] | null
}

/** The last model minus another over the seeds both have, with a 95 % interval. */
export interface Difference {
  readonly of: ModelName
  readonly against: ModelName
  readonly summary: Summary
  readonly mean: number
  readonly sd: number
  readonly low: number
  readonly high: number
}

export interface DesignResults {
  readonly design: Design
  readonly rows: readonly Row[]
  readonly differences: readonly Difference[]
}

type Done = Finished<ModalitiesJob, ModalitiesResult>

export function summarize(finished: readonly Done[], settings: Settings): DesignResults[] {
  return settings.designs.flatMap((design) => {
    const entries = settings.models.flatMap((model) => {
      const own = finished
        .filter(({ job }) => job.design === design && job.model === model)
        .sort((a, b) => a.job.seed - b.job.seed)
      return own.length > 0 ? [{ model, own }] : []
    })
    const rows = entries.map(({ model, own }) => rowOf(design, model, own))
    return rows.length > 0 ? [{ design, rows, differences: differences(design, entries) }] : []
  })
}

function rowOf(design: Design, model: ModelName, own: readonly Done[]): Row {
  const measured = own.map(({ result }) => result.measured!)
  const table = (key: 'fve' | 'r1') =>
    measured[0]![key].map((line, a) =>
      line.map((_, b) => spread(measured.map((each) => each[key][a]![b]!))),
    )
  const atoms = (key: 'atoms80' | 'atoms90') =>
    measured[0]![key]?.map((_, s) => spread(measured.map((each) => each[key]![s]!))!) ?? null
  const { latents, learningRate } = own[0]!.job.sizes
  return {
    model,
    n: own.length,
    latents,
    learningRate,
    summary: Object.fromEntries(
      summaries.map((key) => [key, spread(measured.map((each) => valueOf(design, each, key)))]),
    ) as Row['summary'],
    fve: table('fve'),
    r1: table('r1'),
    atoms80: atoms('atoms80'),
    atoms90: atoms('atoms90'),
  }
}

const summaries = Object.keys(SUMMARIES) as Summary[]

function valueOf(design: Design, measured: Measured, key: Summary): number | null {
  const mean = (values: readonly number[] | null) =>
    values && values.length > 0 ? meanSd(values).mean : null
  const cells = (table: Measured['fve'], wanted: (a: number, b: number) => boolean) =>
    mean(
      table.flatMap((line, a) =>
        line.filter((value, b): value is number => value !== null && wanted(a, b)),
      ),
    )
  const met = (a: number, b: number) => together(DESIGNS[design], a, b)
  const unmet = (a: number, b: number) => a !== b && !met(a, b)
  switch (key) {
    case 'ownFve':
      return cells(measured.fve, (a, b) => a === b)
    case 'metFve':
      return cells(measured.fve, met)
    case 'unmetFve':
      return cells(measured.fve, unmet)
    case 'metR1':
      return cells(measured.r1, met)
    case 'unmetR1':
      return cells(measured.r1, unmet)
    case 'atoms80':
    case 'atoms90':
      return mean(measured[key])
    default:
      return measured[key]
  }
}

/** Each CM-GSAE of all modalities against every model before it but the ceiling. */
function differences(
  design: Design,
  entries: readonly { readonly model: ModelName; readonly own: readonly Done[] }[],
): Difference[] {
  const ours = entries.filter(({ model }) => model.startsWith('cmgsae'))
  return ours.flatMap((one) =>
    entries
      .slice(0, entries.indexOf(one))
      .filter(({ model }) => model !== 'truth')
      .flatMap((other) =>
        summaries.flatMap((summary): Difference[] => {
          const pairs = one.own.flatMap(({ job, result }) => {
            const match = other.own.find((done) => done.job.seed === job.seed)
            const a = valueOf(design, result.measured!, summary)
            const b = match ? valueOf(design, match.result.measured!, summary) : null
            return a === null || b === null ? [] : [[a, b] as const]
          })
          if (pairs.length < 2) return []
          const { mean, sd, low, high } = pairedDifference(
            pairs.map(([a]) => a),
            pairs.map(([, b]) => b),
          )
          const difference = { mean, sd, low, high }
          return [{ of: one.model, against: other.model, summary, ...difference }]
        }),
      ),
  )
}
