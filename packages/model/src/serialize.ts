import {
  float32Tensor,
  float32Values,
  parseSafetensors,
  serializeSafetensors,
  TensorError,
  type SafeTensor,
} from '@cmgsae/tensor'
import type { ModelState } from './autoencoder.ts'
import { ModelError } from './errors.ts'
import { layout, type Layout } from './layout.ts'
import { thetaLength, type Parameters } from './parameters.ts'
import { common } from './presets/common.ts'
import { override, type Recipe } from './recipe.ts'

/** Version of the checkpoint format this code writes and the newest it reads. */
export const formatVersion = 1

/** The part of a model that is JSON; arrays are in the weights. */
export interface ModelConfig {
  readonly modalities: readonly {
    readonly name: string
    readonly width: number
    readonly unit: boolean
    readonly scale: number
  }[]
  readonly latents: number
  readonly recipe: Recipe
  readonly groups: readonly string[]
}

/** Splits a model into JSON and named tensors. */
export function serializeModel(state: ModelState): {
  config: ModelConfig
  tensors: Record<string, SafeTensor>
} {
  const { modalities, latents, recipe, partition, normalizations, parameters } = state
  const tensors = parameterTensors(parameters, latents)
  for (const [s, { name }] of modalities.entries()) {
    const { mean } = normalizations[s]!
    tensors[`mean.${name}`] = float32Tensor(mean, [mean.length])
  }
  const groups = new Uint8Array(Uint32Array.from(partition.of).buffer)
  tensors['groups'] = { dtype: 'U32', shape: [latents], data: groups }
  return {
    config: {
      modalities: modalities.map(({ name, width }, s) => ({
        name,
        width,
        unit: normalizations[s]!.unit,
        scale: normalizations[s]!.scale,
      })),
      latents,
      recipe,
      groups: partition.names,
    },
    tensors,
  }
}

/** @throws ModelError when a tensor is absent or of another shape than the configuration says */
export function deserializeModel(
  config: ModelConfig,
  tensors: Readonly<Record<string, SafeTensor>>,
  name: string,
): ModelState {
  const { latents } = config
  // Fields that are younger than the file.
  const recipe = override(common, config.recipe)
  const modalities = config.modalities.map(({ name: modality, width }) => ({
    name: modality,
    width,
  }))
  const plan = layout(modalities, latents, recipe)
  const take = (key: string, entries: number) => floats(tensors, key, entries, name)
  const groups = tensors['groups']
  if (groups?.data.length !== 4 * latents) {
    throw new ModelError(`${name} holds no group for each of ${latents} latents`)
  }
  const of = new Uint32Array(new Uint8Array(groups.data).buffer)
  if (of.some((g) => g >= config.groups.length)) {
    throw new ModelError(`${name} puts latents in groups that config.json does not name`)
  }
  return {
    modalities,
    latents,
    recipe,
    partition: { names: config.groups, of },
    normalizations: config.modalities.map(({ name: modality, width, unit, scale }) => ({
      unit,
      scale,
      mean: take(`mean.${modality}`, width),
    })),
    parameters: readParameters(tensors, '', plan, recipe, name),
  }
}

/** Parameters as tensors, their names after `prefix`. */
export function parameterTensors(
  parameters: Parameters,
  latents: number,
  prefix = '',
): Record<string, SafeTensor> {
  const tensors: Record<string, SafeTensor> = {}
  for (const [key, values] of Object.entries(parameters) as [string, Float32Array | null][]) {
    if (!values) continue
    const shape =
      key === 'decoder' || key === 'encoder' ? [latents, values.length / latents] : [values.length]
    tensors[`${prefix}${key}`] = float32Tensor(values, shape)
  }
  return tensors
}

export function readParameters(
  tensors: Readonly<Record<string, SafeTensor>>,
  prefix: string,
  plan: Layout,
  recipe: Recipe,
  name: string,
): Parameters {
  const { latents, atomWidth, encoderWidth, sampleWidth } = plan
  const take = (key: string, entries: number) => floats(tensors, prefix + key, entries, name)
  const thresholds = thetaLength(recipe, plan)
  return {
    decoder: take('decoder', latents * atomWidth),
    encoder: recipe.tied ? null : take('encoder', latents * encoderWidth),
    bias: take('bias', latents),
    gain: recipe.gain ? take('gain', latents) : null,
    center: take('center', sampleWidth),
    theta: thresholds > 0 ? take('theta', thresholds) : null,
  }
}

export function floats(
  tensors: Readonly<Record<string, SafeTensor>>,
  key: string,
  entries: number,
  name: string,
): Float32Array {
  const tensor = tensors[key]
  if (!tensor) throw new ModelError(`${name} lacks the tensor "${key}"`)
  const values = float32Values(tensor, `${name}: ${key}`)
  if (values.length !== entries) {
    throw new ModelError(`${name}: "${key}" has ${values.length} values, expected ${entries}`)
  }
  return values
}

/** A file's bytes as pieces; `metadata` marks it as ours. */
export function pack(
  tensors: Readonly<Record<string, SafeTensor>>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array[] {
  return serializeSafetensors(tensors, { format: 'cmgsae', ...metadata })
}

/** @throws ModelError for bytes that are no safetensors file of ours */
export function unpack(bytes: Uint8Array, name: string): ReturnType<typeof parseSafetensors> {
  let parsed: ReturnType<typeof parseSafetensors>
  try {
    parsed = parseSafetensors(bytes, name)
  } catch (error) {
    if (TensorError.isInstance(error)) throw new ModelError(error.message)
    throw error
  }
  if (parsed.metadata['format'] !== 'cmgsae') {
    throw new ModelError(`${name} was not written by cmgsae; give a folder that train made`)
  }
  return parsed
}
