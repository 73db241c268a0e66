import { createRandom, defaultBackend, gather, nextTask, row, type Backend } from '@cmgsae/tensor'
import { createModel, type ModelState } from './autoencoder.ts'
import { createDeadLatents, observe, refresh } from './dead-latents.ts'
import { ModelError } from './errors.ts'
import { seedGroups } from './groups.ts'
import { layout } from './layout.ts'
import { leastSquaresGain } from './least-squares-gain.ts'
import { matchAtoms } from './match-atoms.ts'
import type { Model } from './model.ts'
import { fitNormalization, isMissing } from './normalization.ts'
import {
  downloadMoments,
  downloadParameters,
  learningRateAt,
  releaseParameters,
  uploadParameters,
} from './optimizer.ts'
import { initialParameters } from './parameters.ts'
import { latentMaskOf, maskOf } from './parts.ts'
import { penaltiesOf } from './penalize.ts'
import type { Recipe } from './recipe.ts'
import { adjust, createL0Controller } from './sparsity.ts'
import { createStepper, type Draw, type StepLoss } from './step.ts'
import type { EpochRecord, TrainingState } from './training-state.ts'
import { checkData, splitRows, type TrainingData } from './training-data.ts'
import { trackThreshold } from './track-threshold.ts'
import { update } from './update.ts'
import { validateRecipe } from './validate.ts'

export interface TrainingProgress {
  readonly step: number
  readonly steps: number
  readonly epoch: number
  readonly epochs: number
  readonly loss: StepLoss
  /** Latents silent for the recipe's window. */
  readonly dead: number
  readonly samplesPerSecond: number
  readonly etaSeconds: number
  /** Set on the last step of an epoch. */
  readonly record?: EpochRecord
}

export interface TrainOptions {
  readonly recipe: Recipe
  readonly seed?: number
  readonly backend?: Backend
  /** Stops after the step at hand; `onCheckpoint` still receives the state, then the reason is thrown. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TrainingProgress) => void
  /** Called every `checkpointSeconds` at most, and when stopped. */
  readonly onCheckpoint?: (state: TrainingState) => Promise<void>
  readonly checkpointSeconds?: number
  /** State of an interrupted run on the same data, recipe and seed. */
  readonly resume?: TrainingState
}

export interface TrainResult {
  readonly model: Model
  readonly state: ModelState
  readonly history: readonly EpochRecord[]
  /** Epoch (from 1) whose parameters were kept. */
  readonly epoch: number
}

/** Latents for n samples where the recipe names none: a power of two near n/5, from 64 to 8,192. */
export function defaultLatents(samples: number): number {
  return Math.min(8192, Math.max(64, 2 ** Math.round(Math.log2(Math.max(1, samples / 5)))))
}

/** Active latents that suit p latents where nobody says otherwise: p/16, from 8 to 32. */
export function defaultActive(latents: number): number {
  return Math.min(32, Math.max(8, Math.round(latents / 16)), latents)
}

/** Epochs for n samples where the recipe names none: 1600/√n, at least one. */
export function defaultEpochs(samples: number): number {
  return Math.max(1, Math.round(1600 / Math.sqrt(samples)))
}

/**
 * Trains a sparse autoencoder. The same data, recipe, seed and backend give the same bytes, also
 * when interrupted and resumed.
 * @throws ModelError for a recipe or data that cannot be trained, or when the loss diverges
 */
export async function train(data: TrainingData, options: TrainOptions): Promise<TrainResult> {
  const releases: (() => void)[] = []
  try {
    return await trainOn(data, options, releases)
  } finally {
    for (const release of releases) release()
  }
}

/** `releases` gets what gives back the backend's memory. */
async function trainOn(
  data: TrainingData,
  options: TrainOptions,
  releases: (() => void)[],
): Promise<TrainResult> {
  const { recipe, seed = 0, signal, onProgress, resume } = options
  validateRecipe(recipe)
  const modalities = checkData(data)
  const backend = options.backend ?? (await defaultBackend())
  const matrices = data.modalities.map(({ embeddings }) => embeddings)
  const split = splitRows(data, recipe.training.validation, seed)
  const latents = recipe.latents ?? defaultLatents(split.train.length)
  const epochs = recipe.training.epochs ?? defaultEpochs(split.train.length)
  const plan = layout(modalities, latents, recipe)
  const batch = Math.min(recipe.training.batch, split.train.length)
  const perEpoch = Math.ceil(split.train.length / batch)
  const steps = epochs * perEpoch

  const normalizations = matrices.map((x) => fitNormalization(x, split.train, recipe))
  const sources = { matrices, normalizations }
  const fresh = initialParameters(plan, recipe, seed)
  const partition = seedGroups(sources, split.train, plan, recipe, fresh, {
    seed,
    classes: data.classes,
  })
  const parameters = await uploadParameters(
    backend,
    resume?.parameters ?? fresh,
    latents,
    resume?.moments,
  )
  releases.push(() => releaseParameters(backend, parameters))
  const window = Math.round((recipe.auxK?.window ?? 0.08) * steps)
  const dead = createDeadLatents(latents, window)
  const stepper = createStepper(
    {
      backend,
      plan,
      recipe,
      mask: maskOf(recipe.mask),
      latentMask: latentMaskOf(recipe.latentMask),
      penalties: penaltiesOf(recipe.penalties, partition, recipe.penaltyWarmup),
      groups: partition,
      parameters,
      dead,
    },
    batch,
  )
  releases.push(stepper.release)
  const controller = createL0Controller(resume?.sparsity)
  const history: EpochRecord[] = [...(resume?.history ?? [])]
  let step = resume?.step ?? 0
  const thresholds = [...(resume?.thresholds ?? stepper.passes.map(() => 0))]
  let best = resume?.best ?? null
  let sums: StepLoss & { steps: number } = resume?.sums ?? noLoss()
  let firstLoss = resume?.firstLoss ?? 0
  if (resume) {
    dead.silent.set(resume.silent)
    refresh(dead)
  } else {
    const probe = split.train.subarray(0, batch)
    const first = drawAt(0)
    await leastSquaresGain(backend, recipe, parameters, async () => {
      const { reconstruction } = await stepper.run(sources, probe, first, false)
      return reconstruction
    })
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
      model: modelState(values),
    }
  }

  function modelState(values: ModelState['parameters']): ModelState {
    const theta =
      recipe.activation.kind === 'batchTopK' ? Float32Array.from(thresholds) : values.theta
    return {
      modalities,
      latents,
      recipe: { ...recipe, latents, training: { ...recipe.training, epochs } },
      partition: { names: partition.names, of: partition.of },
      normalizations,
      parameters: { ...values, theta },
    }
  }

  const order = new Uint32Array(split.train.length)
  let shuffled = -1
  const startedAt = performance.now()
  const startedStep = step
  let yieldedAt = startedAt
  let savedAt = startedAt
  let stoppedEarly = false
  while (step < steps && !stoppedEarly) {
    const epoch = Math.floor(step / perEpoch)
    if (epoch !== shuffled) {
      order.set(split.train)
      createRandom(epochSeed(seed, epoch)).shuffle(order)
      shuffled = epoch
    }
    const from = (step % perEpoch) * batch
    const rows = order.subarray(from, Math.min(from + batch, order.length))
    const loss = await stepper.run(sources, rows, drawAt(step), true)
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
      }
      history.push(record)
      sums = noLoss()
      const { patience } = recipe.training
      if (patience !== null && validation !== null) {
        if (!best || validation < best.validation) {
          const values = await downloadParameters(backend, parameters)
          best = { epoch: epoch + 1, validation, parameters: values }
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
      ...(record && { record }),
    })
    // Signals and timers are only heard between macrotasks.
    if (now - yieldedAt > 30) {
      await nextTask()
      yieldedAt = performance.now()
    }
    if (signal?.aborted) {
      await options.onCheckpoint?.(await snapshot())
      throw signal.reason
    }
    if (options.onCheckpoint && now - savedAt > 1000 * (options.checkpointSeconds ?? 30)) {
      await options.onCheckpoint(await snapshot())
      savedAt = performance.now()
    }
  }

  async function validationLoss(): Promise<number> {
    let sum = 0
    for (let from = 0; from < split.validation.length; from += batch) {
      const rows = split.validation.subarray(from, from + batch)
      // The same masks every time, so that epochs compare.
      const draw = { ...drawAt(0), step: from, progress: 1, seed: seed + 1 }
      sum += (await stepper.run(sources, rows, draw, false)).reconstruction * rows.length
    }
    return sum / split.validation.length
  }

  const last = best?.parameters ?? (await downloadParameters(backend, parameters))
  const state = recipe.matched
    ? await matchOnTrainingPairs(modelState(last), data, split.train, backend)
    : modelState(last)
  return {
    state,
    history,
    epoch: best?.epoch ?? history.length,
    model: createModel(state, backend),
  }
}

/** Pairs the latents of separate SAEs by their codes of the complete training samples. */
async function matchOnTrainingPairs(
  state: ModelState,
  { modalities }: TrainingData,
  rows: Uint32Array,
  backend: Backend,
): Promise<ModelState> {
  const complete = rows.filter((r) =>
    modalities.every(({ embeddings }) => !isMissing(row(embeddings, r))),
  )
  const unmatched = createModel({ ...state, recipe: { ...state.recipe, matched: false } }, backend)
  const codes = []
  for (const { name, embeddings } of modalities) {
    codes.push(await unmatched.encode({ [name]: gather(embeddings, complete) }))
  }
  return matchAtoms(state, codes)
}

const noLoss = () => ({ reconstruction: 0, penalty: 0, auxiliary: 0, l0: 0, steps: 0 })

/** Different epochs of nearby seeds must not share an order. */
const epochSeed = (seed: number, epoch: number) => Math.imul(seed + 1, 0x9e3779b1) ^ epoch
