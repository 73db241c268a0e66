import {
  compact,
  concatCodes,
  defaultBackend,
  matrix,
  nextTask,
  row,
  sparseCodes,
  type Backend,
  type LatentAxis,
  type LatentRange,
  type Matrix,
  type Resident,
  type SparseCodes,
} from '@cmgsae/tensor'
import { inferenceActivation, rowCapacity } from './activation.ts'
import { ModelError } from './errors.ts'
import { layout, serves } from './layout.ts'
import { matchedModel } from './matched-model.ts'
import { modelMemory } from './memory.ts'
import type { EncodeOptions, Modality, Model, NamedPartition } from './model.ts'
import { denormalize, isMissing, normalizeInto, type Normalization } from './normalization.ts'
import type { Parameters } from './parameters.ts'
import type { Recipe } from './recipe.ts'
import { createRefit } from './refit.ts'

/** Everything a model is made of: what a checkpoint saves. */
export interface ModelState {
  readonly modalities: readonly Modality[]
  readonly latents: number
  readonly recipe: Recipe
  readonly partition: NamedPartition
  readonly normalizations: readonly Normalization[]
  readonly parameters: Parameters
}

/**
 * A model over `state`, whose weights are uploaded on first use to the given backend or the shared
 * default one.
 */
export function createModel(state: ModelState, on?: Backend): Model {
  const { modalities, latents, recipe, parameters, normalizations, partition } = state
  const plan = layout(modalities, latents, recipe)
  let uploaded: Promise<Weights> | undefined
  const weights = () => (uploaded ??= uploadWeights(on, state))

  const indexOf = (name: string): number => {
    const s = modalities.findIndex((modality) => modality.name === name)
    if (s < 0) {
      const known = modalities.map((modality) => modality.name).join(', ')
      throw new ModelError(`unknown modality "${name}"; this model knows ${known}`)
    }
    return s
  }

  /** Latents that a code from these modalities may use, in ascending order. */
  const latentsOf = (given: readonly number[]): LatentRange[] =>
    recipe.encoding === 'together'
      ? [[0, latents]]
      : [plan.sharedLatents, ...given.map((s) => plan.privateLatents[s]!)].filter(
          ([from, to]) => to > from,
        )

  const model: Model = {
    modalities,
    latents,
    recipe,
    partition,
    serves: (latent, name) => serves(plan, latent, indexOf(name)),

    async encode(inputs, { batch = 256, refit, signal, onProgress }: EncodeOptions = {}) {
      const refitted = refit === undefined ? null : createRefit(parameters.decoder, plan, refit)
      const given = Object.keys(inputs)
        .map(indexOf)
        .sort((a, b) => a - b)
      const sources = given.map((s) => inputs[modalities[s]!.name]!)
      const rows = checkInputs(given, sources, modalities)
      const { backend, encoder, bias, gain } = await weights()
      const spans = given.map((s) => plan.encoderSpans[s]!)
      const size = Math.min(batch, Math.max(1, rows))
      const x = backend.matrix(size, plan.sampleWidth)
      const host = new Float32Array(size * plan.sampleWidth)
      const scales = new Float64Array(size)
      const keep = new Uint8Array(size * latents)
      const perRow = rowCapacity(recipe.activation, latents)
      const out = backend.codes(size, latents, size * perRow)
      const read = sparseCodes(size, latents, size * perRow)
      const parts: SparseCodes[] = []
      let yieldedAt = performance.now()
      try {
        for (let from = 0; from < rows; from += size) {
          signal?.throwIfAborted()
          const count = Math.min(size, rows - from)
          const empty = fillInputs(host, scales, from, count, given, sources)
          await backend.write(x, host)
          for (let n = 0; n < count && empty.size > 0; n++) {
            keep.fill(empty.has(n) ? 0 : 1, n * latents, (n + 1) * latents)
          }
          await backend.encode({
            x,
            w: encoder,
            rows: count,
            spans,
            bias,
            latents: latentsOf(given),
            activation: inferenceActivation(state, given),
            out,
            ...(gain && { gain }),
            ...(empty.size > 0 && { keep }),
          })
          await backend.readCodes(out, read)
          refitted?.(read, { data: host, scales }, (n) =>
            given
              .filter((_, k) => !isMissing(row(sources[k]!, from + n)))
              .map((s) => plan.spans[s]!),
          )
          parts.push(compact(read))
          onProgress?.({ done: from + count, total: rows })
          // Signals are only heard between macrotasks.
          if (performance.now() - yieldedAt > 30) {
            await nextTask()
            yieldedAt = performance.now()
          }
        }
      } finally {
        backend.release(x, out)
      }
      return parts.length > 0 ? concatCodes(parts) : sparseCodes(0, latents, 0)
    },

    async decode(codes, name) {
      const s = indexOf(name)
      if (codes.latents !== latents) {
        throw new ModelError(`codes have ${codes.latents} latents, this model has ${latents}`)
      }
      const { backend, decoder, center } = await weights()
      const { x, width } = plan.spans[s]!
      const out = matrix(codes.rows, width)
      const size = Math.min(256, Math.max(1, codes.rows))
      const wide = backend.matrix(size, plan.sampleWidth)
      const host = new Float32Array(size * plan.sampleWidth)
      const resident = backend.codes(size, latents, largestBatch(codes, size))
      try {
        for (let from = 0; from < codes.rows; from += size) {
          const count = Math.min(size, codes.rows - from)
          const part = sliceCodes(codes, from, from + count)
          await backend.writeCodes(resident, part)
          const spans = [plan.spans[s]!]
          await backend.decode({ codes: resident, w: decoder, spans, bias: center, out: wide })
          await backend.read(wide, host)
          for (let n = 0; n < count; n++) {
            const values = row(out, from + n)
            const start = n * plan.sampleWidth + x
            values.set(host.subarray(start, start + width))
            denormalize(values, normalizations[s]!)
          }
        }
      } finally {
        backend.release(wide, resident)
      }
      return out
    },

    normalize(x, name) {
      const s = indexOf(name)
      checkInputs([s], [x], modalities)
      const out = matrix(x.rows, x.cols)
      for (let n = 0; n < x.rows; n++) {
        const values = row(out, n)
        normalizeInto(row(x, n), normalizations[s]!, values)
        denormalize(values, normalizations[s]!)
      }
      return out
    },

    atoms(name) {
      const { w, width } = plan.spans[indexOf(name)]!
      const out = matrix(latents, width)
      for (let i = 0; i < latents; i++) {
        const from = i * plan.atomWidth + w
        row(out, i).set(parameters.decoder.subarray(from, from + width))
      }
      return out
    },
  }
  return recipe.matched ? matchedModel(model, plan) : model

  /**
   * Writes s·(x − c) of the given modalities and s; returns the rows that have none of them. Encoding
   * together, s = D / |visible|; alone, the mean over the given modalities' pre-activations.
   */
  function fillInputs(
    host: Float32Array,
    scales: Float64Array,
    from: number,
    count: number,
    given: readonly number[],
    sources: readonly Matrix[],
  ): Set<number> {
    const empty = new Set<number>()
    for (let n = 0; n < count; n++) {
      const sample = host.subarray(n * plan.sampleWidth, (n + 1) * plan.sampleWidth)
      let seen = 0
      let visible = 0
      for (const [k, s] of given.entries()) {
        const { x, width } = plan.spans[s]!
        const part = sample.subarray(x, x + width)
        const values = row(sources[k]!, from + n)
        if (isMissing(values)) part.fill(0)
        else {
          normalizeInto(values, normalizations[s]!, part)
          for (let j = 0; j < width; j++) part[j]! -= parameters.center[x + j]!
          seen++
          visible += width
        }
      }
      if (seen === 0) empty.add(n)
      const scale = recipe.encoding === 'together' ? plan.sampleWidth / visible : 1 / seen
      scales[n] = scale
      if (seen > 0 && scale !== 1) for (let j = 0; j < sample.length; j++) sample[j]! *= scale
    }
    return empty
  }
}

interface Weights {
  readonly backend: Backend
  readonly decoder: Resident
  readonly encoder: Resident
  readonly bias: Resident
  readonly gain: Resident | null
  readonly center: Resident
}

async function uploadWeights(on: Backend | undefined, state: ModelState): Promise<Weights> {
  const { latents } = state
  const backend = on ?? (await defaultBackend(modelMemory(state)))
  const upload = async (values: Float32Array, rows: number, axis?: LatentAxis) => {
    const target = backend.matrix(rows, values.length / rows, axis)
    await backend.write(target, values)
    return target
  }
  const { decoder, encoder, bias, gain, center } = state.parameters
  const w = await upload(decoder, latents, 'rows')
  return {
    backend,
    decoder: w,
    encoder: encoder ? await upload(encoder, latents, 'rows') : w,
    bias: await upload(bias, 1, 'columns'),
    gain: gain ? await upload(gain, 1, 'columns') : null,
    center: await upload(center, 1),
  }
}

function checkInputs(
  given: readonly number[],
  sources: readonly Matrix[],
  modalities: readonly Modality[],
): number {
  if (given.length === 0) throw new ModelError('encode needs at least one modality')
  for (const [k, s] of given.entries()) {
    const { name, width } = modalities[s]!
    const { rows, cols } = sources[k]!
    if (cols !== width) {
      throw new ModelError(`${name} embeddings are ${cols} wide; this model expects ${width}`)
    }
    if (rows !== sources[0]!.rows) {
      throw new ModelError(
        `${name} has ${rows} rows and ${modalities[given[0]!]!.name} has ${sources[0]!.rows}; paired rows must match`,
      )
    }
  }
  return sources[0]!.rows
}

/** Most entries that `size` consecutive rows hold, at least one. */
function largestBatch({ rows, offsets }: SparseCodes, size: number): number {
  let most = 1
  for (let from = 0; from < rows; from += size) {
    most = Math.max(most, offsets[Math.min(from + size, rows)]! - offsets[from]!)
  }
  return most
}

/** Rows [from, to) as views into the same values. */
function sliceCodes(
  { latents, offsets, indices, values }: SparseCodes,
  from: number,
  to: number,
): SparseCodes {
  const first = offsets[from]!
  const last = offsets[to]!
  return {
    rows: to - from,
    latents,
    offsets: offsets.slice(from, to + 1).map((offset) => offset - first),
    indices: indices.subarray(first, last),
    values: values.subarray(first, last),
  }
}
