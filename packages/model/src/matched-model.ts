import { matrix, row, sparseCodes, type SparseCodes } from '@cmgsae/tensor'
import type { Layout } from './layout.ts'
import type { Model, NamedPartition } from './model.ts'

/**
 * Separate SAEs read as one dictionary: latent i stands for the i-th latent of every modality (put
 * in that order by `createMatcher`), so codes of different modalities can be compared.
 */
export function matchedModel(model: Model, { privateLatents }: Layout): Model {
  const latents = Math.max(...privateLatents.map(([from, to]) => to - from))
  const indexOf = (name: string) => model.modalities.findIndex((modality) => modality.name === name)
  return {
    ...model,
    latents,
    partition: leading(model.partition, latents),
    serves: (latent, name) => {
      const [from, to] = privateLatents[indexOf(name)] ?? [0, 0]
      return latent < to - from
    },
    async encode(inputs, options) {
      const parts: SparseCodes[] = []
      for (const name of Object.keys(inputs)) {
        const codes = await model.encode({ [name]: inputs[name]! }, options)
        parts.push(shift(codes, -privateLatents[indexOf(name)]![0], latents))
      }
      return parts.length === 1 ? parts[0]! : mean(parts)
    },
    decode(codes, name) {
      const [from] = privateLatents[indexOf(name)] ?? [0]
      return model.decode(shift(codes, from, model.latents), name)
    },
    atoms(name) {
      const all = model.atoms(name)
      const [from, to] = privateLatents[indexOf(name)]!
      const own = matrix(latents, all.cols)
      for (let i = from; i < to; i++) row(own, i - from).set(row(all, i))
      return own
    },
  }
}

function leading({ names, of }: NamedPartition, latents: number): NamedPartition {
  const kept = of.slice(0, latents)
  return { names: names.slice(0, Math.max(...kept) + 1), of: kept }
}

function shift(codes: SparseCodes, by: number, latents: number): SparseCodes {
  return { ...codes, latents, indices: codes.indices.map((i) => i + by) }
}

/** Entrywise mean of codes of the same samples. */
function mean(parts: readonly SparseCodes[]): SparseCodes {
  const [{ rows, latents }] = parts as [SparseCodes]
  const stored = parts.reduce((sum, { offsets }) => sum + offsets[rows]!, 0)
  const out = sparseCodes(rows, latents, stored)
  let at = 0
  for (let n = 0; n < rows; n++) {
    const sums = new Map<number, number>()
    for (const { offsets, indices, values } of parts) {
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
        sums.set(indices[e]!, (sums.get(indices[e]!) ?? 0) + values[e]! / parts.length)
      }
    }
    for (const [i, value] of [...sums].sort(([a], [b]) => a - b)) {
      out.indices[at] = i
      out.values[at++] = value
    }
    out.offsets[n + 1] = at
  }
  return out
}
