import { train, trainingMemory, type TrainingProgress, type TrainResult } from '@cmgsae/model'
import { saveRun, type Run } from '@cmgsae/model/node'
import { interruptible } from '../interruption.ts'
import { noteVariant, openBackend } from '../run/backend.ts'
import type { RunInfo } from '../run/run-info.ts'
import type { HeldOut } from '../samples/hold-out.ts'
import { isStreamed, type TrainingSamples } from '../samples/samples.ts'
import { formatCount, formatDuration, formatScore, formatShare } from '../terminal/format.ts'
import { shellQuote } from '../terminal/shell-quote.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { fillSamples } from './fill-samples.ts'

export interface TrainRunOptions {
  readonly out: string
  readonly samples: TrainingSamples
  readonly held: HeldOut
  readonly info: RunInfo
  readonly seed: number
  readonly checkpointSeconds: number
  readonly terminal: Terminal
  readonly resume?: Run['training']
}

/**
 * Trains, with a checkpoint after the first step, then at intervals and when interrupted, and saves
 * the finished run.
 * @throws Interrupted after Ctrl-C, once the checkpoint is saved
 */
export async function trainRun(options: TrainRunOptions): Promise<TrainResult> {
  const { out, samples, held, info, seed, terminal, resume } = options
  const modalities = samples.modalities.map(({ name, embeddings }) => ({
    name,
    width: embeddings.cols,
  }))
  const need = trainingMemory(modalities, info.recipe, held.train.length)
  const backend = await openBackend(info.backend, need, info.variant)
  const noted = { ...info, ...noteVariant(backend) }
  const statistics = terminal.progress('statistics', { after: 1000 })
  const progress = terminal.progress('training')
  const refit = terminal.progress('fitting atoms', { after: 1000 })
  let step = resume?.step ?? 0
  let steps = resume?.steps ?? 0
  let moved: number | null = null
  let saved = resume !== undefined
  const stopped = () =>
    !saved
      ? 'stopped before the first step; nothing is saved'
      : `stopped at step ${formatCount(step)} of ${formatCount(steps)}, all saved; ` +
        `go on with: cmgsae train --resume --out ${shellQuote(out)}`
  const toTrainOn = async (signal: AbortSignal) =>
    info.filling && !isStreamed(samples)
      ? fillSamples(samples, held.train, info.filling, backend, terminal, signal)
      : samples.modalities
  try {
    const result = await interruptible(stopped, async (signal) =>
      train(
        {
          modalities: await toTrainOn(signal),
          rows: held.train,
          ...(samples.labels && { classes: samples.labels }),
        },
        {
          recipe: info.recipe,
          seed,
          backend,
          signal,
          ...(resume && { resume }),
          // The first one at once: an unwritable folder shows now, and a run can always be resumed.
          get checkpointSeconds() {
            return saved ? options.checkpointSeconds : 0
          },
          async onCheckpoint(training) {
            await saveRun(out, {
              model: training.model,
              seed,
              history: training.history,
              info: noted,
              training,
            })
            saved = true
          },
          onStatistics: ({ done, total }) => statistics.update(done, total),
          onProgress(state) {
            statistics.stop()
            if (state.record?.groups) moved = state.record.groups.moved
            step = state.step
            steps = state.steps
            progress.update(step, steps, () => describe(state, moved))
          },
          onRefit({ done, total }) {
            progress.stop()
            refit.update(done, total)
          },
        },
      ),
    )
    await saveRun(out, { model: result.state, seed, history: result.history, info: noted })
    return result
  } finally {
    statistics.stop()
    progress.stop()
    refit.stop()
  }
}

/** `moved`: latents that changed groups in the last whole epoch; null where groups are not learned. */
function describe(progress: TrainingProgress, moved: number | null) {
  const { epoch, epochs, loss, dead, samplesPerSecond, etaSeconds, waiting } = progress
  const parts = [
    `epoch ${epoch}/${epochs}`,
    `loss ${formatScore(loss.reconstruction)}`,
    `L0 ${loss.l0.toFixed(1)}`,
    `dead ${formatCount(dead)}`,
    `${formatCount(samplesPerSecond)} samples/s`,
  ]
  if (moved !== null) parts.push(`${formatCount(moved)} changed groups`)
  if (waiting >= 0.005) parts.push(`${formatShare(waiting, 0)} waiting for rows`)
  if (etaSeconds >= 0.5) parts.push(`${formatDuration(etaSeconds)} left`)
  return parts.join('  ')
}
