import { conceptMap, type ConceptMap } from '@cmgsae/probes'
import type { SparseCodes } from '@cmgsae/tensor'
import { encodeSides, type Side } from '../measure/held-out-codes.ts'
import { limitRows } from '../measure/limit-rows.ts'
import type { OpenedRun } from '../run/open-run.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** What groups and latents of a run stand for, with the samples it was told from. */
export interface Description {
  readonly map: ConceptMap
  readonly sides: readonly Side[]
  /** Share of the squared activation that falls on each group and latent. */
  readonly groupShare: Float64Array
  readonly latentShare: Float64Array
  /** Index that stands for samples without a label. */
  readonly unlabelled: number
}

const mostSamples = 20_000

/** Encodes all samples of a run (a seeded 20,000 of more) and maps its concepts. */
export async function describeRun(
  { model, samples, seed }: OpenedRun,
  terminal: Terminal,
  keep: { readonly samples: number; readonly classes: number },
): Promise<Description> {
  const progress = terminal.progress('encoding', { after: 1500 })
  try {
    const rows = limitRows(samples.count, mostSamples, seed)
    const all = await encodeSides(model, samples, rows, (done, total) => {
      progress.update(done, total)
    })
    const sides = all.filter(({ codes }) => codes.rows > 0)
    const { labels } = samples
    const unlabelled = labels?.names.length ?? 0
    const codes = Object.fromEntries(sides.map((side) => [side.name, side.codes]))
    const map = conceptMap({
      codes,
      partition: model.partition,
      ...keep,
      ...(labels && {
        labels: Object.fromEntries(
          sides.map(({ name, rows: of }) => [
            name,
            Array.from(of, (row) => (labels.of[row]! < 0 ? unlabelled : labels.of[row]!)),
          ]),
        ),
      }),
    })
    return { map, sides, ...shares(Object.values(codes), model.partition), unlabelled }
  } finally {
    progress.stop()
  }
}

function shares(
  codes: readonly SparseCodes[],
  partition: { names: readonly string[]; of: Uint32Array },
) {
  const latentShare = new Float64Array(partition.of.length)
  const groupShare = new Float64Array(partition.names.length)
  let total = 0
  for (const { rows, offsets, indices, values } of codes) {
    for (let e = 0; e < offsets[rows]!; e++) {
      const square = values[e]! ** 2
      latentShare[indices[e]!]! += square
      groupShare[partition.of[indices[e]!]!]! += square
      total += square
    }
  }
  const over = (sums: Float64Array) => sums.map((sum) => (total > 0 ? sum / total : 0))
  return { latentShare: over(latentShare), groupShare: over(groupShare) }
}
