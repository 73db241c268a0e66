import { fromClusters } from '@cmgsae/regularizers'
import { defaultBackend, nextTask, scopedBackend, type Backend } from '@cmgsae/tensor'
import { createModel, type ModelState } from './autoencoder.ts'
import { createDeadLatents, observe, refresh } from './dead-latents.ts'
import { defaultEpochs, defaultLatents } from './default-sizes.ts'
import { ModelError } from './errors.ts'
import { createFeed } from './feed.ts'
import { finishModel } from './finish-model.ts'
import { groupChanges, livingGroups, type GroupChanges } from './group-changes.ts'
import { seedGroups } from './groups.ts'
import { layout } from './layout.ts'
import { createGroupLearner } from './learn-groups.ts'
import { leastSquaresGain } from './least-squares-gain.ts'
import { trainingMemory } from './memory.ts'
import type { Modality } from './model.ts'
import {
  downloadMoments,
  downloadParameters,
  learningRateAt,
  uploadParameters,
} from './optimizer.ts'
import { initialParameters } from './parameters.ts'
import { latentMaskOf, maskOf } from './parts.ts'
import { penaltiesOf } from './penalize.ts'
import { portionOf, type Portion } from './row-source.ts'
import { schedule, type Split } from './schedule.ts'
import { adjust, createL0Controller } from './sparsity.ts'
import { takeStatistics } from './statistics.ts'
import { startFromSamples } from './start.ts'
import { createStepper, type Draw, type StepLoss } from './step.ts'
import type { TrainOptions, TrainResult } from './train-options.ts'
import type { EpochRecord, TrainingState } from './training-state.ts'
import { checkData, splitRows, type TrainingData } from './training-data.ts'
import { trackThreshold } from './track-threshold.ts'
import { update } from './update.ts'
import { validateRecipe } from './validate.ts'

/**
 * Trains a sparse autoencoder. The same data, recipe, seed and backend give the same bytes, also
 * when interrupted and resumed, and whether the data are in memory or streamed.
 * @throws ModelError for a recipe or data that cannot be trained, or when the loss diverges
 */
export async function train(data: TrainingData, options: TrainOptions): Promise<TrainResult> {
  const { recipe, seed = 0 } = options
  validateRecipe(recipe)
  const modalities = checkData(data)
  const split = splitRows(data, recipe.training.validation, seed)
  const need = trainingMemory(modalities, recipe, split.train.length)
  const backend = options.backend ?? (await defaultBackend(need))
  const scoped = scopedBackend(backend)
  try {
    const trained = await trainOn(scoped, data, modalities, split, options)
    return { ...trained, model: createModel(trained.state, backend) }
  } finally {
    scoped.releaseAll()
  }
}

async function trainOn(
  backend: Backend,
  data: TrainingData,
  modalities: readonly Modality[],
  split: Split,
  options: TrainOptions,
): Promise<Omit<TrainResult, 'model'>> {
  const { recipe, seed = 0, signal, onProgress, resume } = options
  const embeddings = data.modalities.map((modality) => modality.embeddings)
  const latents = recipe.latents ?? defaultLatents(split.train.length)
  const epochs = recipe.training.epochs ?? defaultEpochs(split.train.length)
  const plan = layout(modalities, latents, recipe)
  const batch = Math.min(recipe.training.batch, split.train.length)
  const perEpoch = Math.ceil(split.train.length / batch)
  const steps = epochs * perEpoch

  const statistics = await takeStatistics(embeddings, split, recipe, {
    ...(signal && { signal }),
    ...(options.onStatistics && { onProgress: options.onStatistics }),
  })
  const { normalizations } = statistics
  const fresh = initialParameters(plan, recipe, seed)
  const samples = { embeddings, statistics, rows: split.train, seed }
  const learner = createGroupLearner(recipe, samples, { batch, steps })
  if (!resume) await startFromSamples(samples, plan, recipe, fresh, signal)
  let partition =
    learner && resume
      ? fromClusters(resume.model.partition.of, resume.model.partition)
      : // Learned groups keep the names they start with.
        await seedGroups(samples, plan, recipe, fresh, learner ? undefined : data.classes)
  const parameters = await uploadParameters(
    backend,
    resume?.parameters ?? fresh,
    latents,
    resume?.moments,
  )
  const window = Math.round((recipe.auxK?.window ?? 0.08) * steps)
  const dead = createDeadLatents(latents, window)
  const penalties = penaltiesOf(recipe.penalties, partition, {
    until: recipe.penaltyWarmup,
    ...(learner && { groupsFrom: learner.first }),
  })
  const stepper = createStepper(
    {
      backend,
      plan,
      recipe,
      mask: maskOf(recipe.mask),
      latentMask: latentMaskOf(recipe.latentMask),
      penalties,
      groups: partition,
      parameters,
      dead,
    },
    batch,
  )
  // Losses of joint codes are means over entries, those of codes of one modality sums.
  const unit = recipe.encoding === 'together' ? 1 / plan.sampleWidth : 1
  const controller = createL0Controller(resume?.sparsity ?? 1e-4 * unit)
  const history: EpochRecord[] = [...(resume?.history ?? [])]
  let step = resume?.step ?? 0
  const thresholds = [...(resume?.thresholds ?? stepper.passes.map(() => 0))]
  let best = resume?.best ?? null
  let sums: StepLoss & { steps: number } = resume?.sums ?? noLoss()
  let firstLoss = resume?.firstLoss ?? 0
  let groupsBefore = resume?.groupsBefore ?? (learner && partition.of)
  if (resume) {
    dead.silent.set(resume.silent)
    refresh(dead)
  } else {
    const probe = await portionOf(embeddings, split.train.subarray(0, batch))
    const first = drawAt(0)
    await leastSquaresGain(backend, recipe, parameters, async () => {
      const { reconstruction } = await run(probe, first, false)
      return reconstruction
    })
  }

  function run({ matrices, rows }: Portion, draw: Draw, learn: boolean): Promise<StepLoss> {
    return stepper.run({ matrices, normalizations }, rows, draw, learn)
  }

  function drawAt(at: number): Draw {
    return { seed, step: at, progress: at / steps, sparsity: controller.weight }
  }

  async function snapshot(): Promise<TrainingState> {
    const values = await downloadParameters(backend, parameters)
    return {
      step,
      steps,
      parameters: values,
      moments: await downloadMoments(backend, parameters),
      silent: dead.silent.slice(),
      sparsity: controller.weight,
      thresholds: [...thresholds],
      sums: { ...sums },
      firstLoss,
      history: [...history],
      best,
      groupsBefore,
      model: modelState(values),
    }
  }

  function modelState(values: ModelState['parameters'], of = partition.of): ModelState {
    const theta =
      recipe.activation.kind === 'batchTopK' ? Float32Array.from(thresholds) : values.theta
    return {
      modalities,
      latents,
      recipe: { ...recipe, latents, training: { ...recipe.training, epochs } },
      partition: { names: partition.names, of },
      normalizations,
      parameters: { ...values, theta },
    }
  }

  /** Where a stopped run leaves off. */
  async function stopIfAsked(): Promise<void> {
    if (!signal?.aborted) return
    await options.onCheckpoint?.(await snapshot())
    throw signal.reason
  }

  /** What is rejected because the signal aborts leaves a checkpoint. */
  const orStop = async (error: unknown): Promise<never> => {
    await stopIfAsked()
    throw error
  }

  async function encode({ matrices, rows }: Portion) {
    await stepper.encode({ matrices, normalizations }, rows)
    return stepper.passes.map((pass) => pass.host)
  }

  const feed = createFeed(embeddings, schedule(split, { batch, epochs, seed, step }), batch)
  const startedAt = performance.now()
  const startedStep = step
  let yieldedAt = startedAt
  let savedAt = startedAt
  let stoppedEarly = false
  while (step < steps && !stoppedEarly) {
    const epoch = Math.floor(step / perEpoch)
    if (learner?.due(step)) {
      partition = await learner.learn(step, partition, encode, signal).catch(orStop)
      penalties?.regroup(partition)
      stepper.regroup(partition)
    }
    const portion = await feed.next(signal).catch(orStop)
    const loss = await run(portion, drawAt(step), true)
    const total = loss.reconstruction + loss.penalty + loss.auxiliary
    if (step === 0) firstLoss = loss.reconstruction
    if (!Number.isFinite(total) || loss.reconstruction > 20 * firstLoss) {
      const how = Number.isFinite(total) ? `rose to ${total.toPrecision(3)}` : `became ${total}`
      throw new ModelError(
        `the loss ${how} at step ${step + 1} of ${steps}: try a learning rate below ${recipe.training.learningRate}, clip below ${recipe.training.clip ?? 'none'}, or smaller penalties`,
      )
    }
    await update(backend, plan, recipe, parameters, {
      terms: stepper.terms,
      learningRate: learningRateAt(step, steps, recipe.training),
      step: step + 1,
    })
    const codes = stepper.passes.map((pass) => pass.host)
    observe(dead, codes)
    if ('l0' in recipe.activation) adjust(controller, loss.l0, recipe.activation.l0)
    if (recipe.activation.kind === 'batchTopK') {
      codes.forEach((code, pass) => (thresholds[pass] = trackThreshold(thresholds[pass]!, code)))
    }
    for (const key of ['reconstruction', 'penalty', 'auxiliary', 'l0'] as const) {
      sums[key] += loss[key]
    }
    sums.steps++
    step++

    let record: EpochRecord | undefined
    if (step % perEpoch === 0) {
      const validation = split.validation.length > 0 ? await validationLoss() : null
      record = {
        epoch: epoch + 1,
        step,
        reconstruction: sums.reconstruction / sums.steps,
        penalty: sums.penalty / sums.steps,
        auxiliary: sums.auxiliary / sums.steps,
        l0: sums.l0 / sums.steps,
        dead: dead.count / latents,
        validation,
        ...(learner && { groups: changes() }),
      }
      history.push(record)
      sums = noLoss()
      const { patience } = recipe.training
      if (patience !== null && validation !== null) {
        if (!best || validation < best.validation) {
          const values = await downloadParameters(backend, parameters)
          best = { epoch: epoch + 1, validation, parameters: values, groups: partition.of }
        } else if (epoch + 1 - best.epoch >= patience) stoppedEarly = true
      }
    }
    const now = performance.now()
    const seconds = (now - startedAt) / 1000
    const perStep = seconds / (step - startedStep)
    onProgress?.({
      step,
      steps,
      epoch: epoch + 1,
      epochs,
      loss,
      dead: dead.count,
      samplesPerSecond: batch / perStep,
      etaSeconds: perStep * (steps - step),
      waiting: feed.waited / (now - startedAt),
      ...(record && { record }),
    })
    // Signals and timers are only heard between macrotasks.
    if (now - yieldedAt > 30) {
      await nextTask()
      yieldedAt = performance.now()
    }
    await stopIfAsked()
    if (options.onCheckpoint && now - savedAt > 1000 * (options.checkpointSeconds ?? 30)) {
      await options.onCheckpoint(await snapshot())
      savedAt = performance.now()
    }
  }

  /** Of learned groups, in an epoch. */
  function changes(): GroupChanges {
    const now = livingGroups(partition.of, dead)
    const found = groupChanges(groupsBefore!, now, partition.names.length)
    groupsBefore = now
    return found
  }

  async function validationLoss(): Promise<number> {
    let sum = 0
    for (let from = 0; from < split.validation.length; from += batch) {
      // Not cut short by the signal: a checkpoint stands between two steps.
      const portion = await feed.next()
      // The same masks every time, so that epochs compare.
      const draw = { ...drawAt(0), step: from, progress: 1, seed: seed + 1 }
      sum += (await run(portion, draw, false)).reconstruction * portion.rows.length
    }
    return sum / split.validation.length
  }

  const last = best?.parameters ?? (await downloadParameters(backend, parameters, fresh))
  const trained = modelState(last, best?.groups)
  const refit = { signal, onProgress: options.onRefit }
  const state = await finishModel(trained, samples, data.classes, backend, refit).catch(orStop)
  return { state, history, epoch: best?.epoch ?? history.length }
}

const noLoss = () => ({ reconstruction: 0, penalty: 0, auxiliary: 0, l0: 0, steps: 0 })
