import { float32Tensor, type SafeTensor } from '@cmgsae/tensor'
import type { ModelState } from './autoencoder.ts'
import { ModelError } from './errors.ts'
import { layout } from './layout.ts'
import { floats, parameterTensors, readParameters } from './serialize.ts'
import type { EpochRecord, TrainingState } from './training-state.ts'

/** Scalars of a training state, JSON. */
interface Scalars {
  readonly step: number
  readonly steps: number
  readonly sparsity: number
  readonly thresholds: readonly number[]
  readonly firstLoss: number
  readonly sums: TrainingState['sums']
  readonly best: { readonly epoch: number; readonly validation: number } | null
}

/** What a training state holds beyond the model: moments, counters, the best epoch so far. */
export function serializeTraining(state: TrainingState): {
  scalars: string
  tensors: Record<string, SafeTensor>
} {
  const { step, steps, sparsity, thresholds, firstLoss, sums, best } = state
  const scalars: Scalars = {
    step,
    steps,
    sparsity,
    thresholds,
    firstLoss,
    sums,
    best: best && { epoch: best.epoch, validation: best.validation },
  }
  const tensors: Record<string, SafeTensor> = {
    silent: wholes(state.silent),
    ...parameterTensors(state.parameters, state.model.latents, 'now.'),
    ...(best && parameterTensors(best.parameters, state.model.latents, 'best.')),
    ...(best && { 'best.groups': wholes(best.groups) }),
    ...(state.groupsBefore && { groupsBefore: wholes(state.groupsBefore) }),
  }
  for (const [name, values] of Object.entries(state.moments)) {
    tensors[name] = float32Tensor(values, [values.length])
  }
  return { scalars: JSON.stringify(scalars), tensors }
}

export function deserializeTraining(
  scalars: string,
  tensors: Readonly<Record<string, SafeTensor>>,
  model: ModelState,
  history: readonly EpochRecord[],
  name: string,
): TrainingState {
  const { best, ...rest } = JSON.parse(scalars) as Scalars
  const plan = layout(model.modalities, model.latents, model.recipe)
  const parameters = readParameters(tensors, 'now.', plan, model.recipe, name)
  const moments: TrainingState['moments'] = {}
  for (const [key, values] of Object.entries(parameters) as [string, Float32Array | null][]) {
    if (!values) continue
    for (const moment of ['first', 'second']) {
      moments[`${moment}.${key}`] = floats(tensors, `${moment}.${key}`, values.length, name)
    }
  }
  const perLatent = (key: string) => {
    const tensor = tensors[key]
    if (tensor?.data.length !== 4 * model.latents) throw new ModelError(`${name} lacks "${key}"`)
    return new Uint32Array(new Uint8Array(tensor.data).buffer)
  }
  return {
    ...rest,
    parameters,
    moments,
    silent: perLatent('silent'),
    history,
    best: best && {
      ...best,
      parameters: readParameters(tensors, 'best.', plan, model.recipe, name),
      // Where groups are not learned, earlier versions left them out.
      groups: tensors['best.groups'] ? perLatent('best.groups') : model.partition.of,
    },
    groupsBefore: tensors['groupsBefore'] ? perLatent('groupsBefore') : null,
    model,
  }
}

function wholes({ buffer, byteOffset, byteLength, length }: Uint32Array): SafeTensor {
  return { dtype: 'U32', shape: [length], data: new Uint8Array(buffer, byteOffset, byteLength) }
}
