import type { Backend, Resident } from '@cmgsae/tensor'
import type { Parameters } from './parameters.ts'
import type { TrainingSpec } from './recipe.ts'

/** One learned array on the backend with Adam's moments. */
export interface Parameter {
  readonly value: Resident
  /** Null for dictionaries, whose gradient is a list of terms and never stored. */
  readonly gradient: Resident | null
  readonly first: Resident
  readonly second: Resident
  readonly entries: number
}

/** The learned arrays by the names of `Parameters`; absent ones are not learned. */
export type ParameterSet = { readonly [K in keyof Parameters]?: Parameter }

/** Adam's moments on the host, for checkpoints. */
export type Moments = Record<string, Float32Array>

/** Vectors with an entry per latent that kernels read. */
const PER_LATENT = new Set(['bias', 'gain'])

/** Uploads parameters (and, when resuming, moments). */
export async function uploadParameters(
  backend: Backend,
  parameters: Parameters,
  atoms: number,
  moments?: Moments,
): Promise<ParameterSet> {
  const set: Record<string, Parameter> = {}
  for (const [name, values] of Object.entries(parameters) as [string, Float32Array | null][]) {
    if (!values) continue
    const dictionary = name === 'decoder' || name === 'encoder'
    const rows = dictionary ? atoms : 1
    const axis = dictionary ? 'rows' : PER_LATENT.has(name) ? 'columns' : undefined
    const make = () => backend.matrix(rows, values.length / rows, axis)
    const parameter = {
      value: make(),
      gradient: dictionary ? null : make(),
      first: make(),
      second: make(),
      entries: values.length,
    }
    await backend.write(parameter.value, values)
    if (moments) {
      await backend.write(parameter.first, moments[`first.${name}`]!)
      await backend.write(parameter.second, moments[`second.${name}`]!)
    }
    set[name] = parameter
  }
  return set as ParameterSet
}

/** `into`: arrays of a set of the same shape to fill, where new ones would only cost memory. */
export async function downloadParameters(
  backend: Backend,
  set: ParameterSet,
  into?: Parameters,
): Promise<Parameters> {
  const values: Record<string, Float32Array | null> = {
    decoder: null,
    encoder: null,
    bias: null,
    gain: null,
    center: null,
    theta: null,
  }
  for (const [name, { value, entries }] of Object.entries(set)) {
    const target = into?.[name as keyof Parameters] ?? undefined
    values[name] = await download(backend, value, entries, target)
  }
  return values as unknown as Parameters
}

export async function downloadMoments(backend: Backend, set: ParameterSet): Promise<Moments> {
  const moments: Moments = {}
  for (const [name, { first, second, entries }] of Object.entries(set)) {
    moments[`first.${name}`] = await download(backend, first, entries)
    moments[`second.${name}`] = await download(backend, second, entries)
  }
  return moments
}

async function download(
  backend: Backend,
  source: Resident,
  entries: number,
  target: Float32Array = new Float32Array(entries),
) {
  await backend.read(source, target)
  return target
}

/**
 * Learning rate at `step` (from 0) of `steps`: linear warm-up over `warmup` steps (at most a tenth
 * of the run), linear decay to zero over the last `decay` of it.
 */
export function learningRateAt(
  step: number,
  steps: number,
  { learningRate, warmup, decay }: TrainingSpec,
): number {
  const rising = Math.min(warmup, Math.floor(steps / 10))
  const up = rising > 0 ? Math.min(1, (step + 1) / rising) : 1
  const down = decay > 0 ? Math.min(1, (steps - step) / (decay * steps)) : 1
  return learningRate * up * down
}
