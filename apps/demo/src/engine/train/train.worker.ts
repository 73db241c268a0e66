import { train, type EpochRecord, type TrainingProgress, type TrainingState } from '@cmgsae/model'
import { createWasm } from '@cmgsae/tensor'
import { serve } from '../rpc/serve.ts'
import { lookAt } from './look-at.ts'
import type { TrainLook } from './report.ts'
import type { Trainer } from './trainer.ts'

const REPORT_MS = 100
const LOOK_SECONDS = 1

const stopped = new AbortController()

serve<Trainer>({
  async train({ recipe, seed, modalities, trained, resume, ...shown }, { onProgress }) {
    const backend = await createWasm()
    let reportedAt = -Infinity
    let records: EpochRecord[] = []
    let look: TrainLook | null = null
    let last: TrainingState | null = null

    let newest: TrainingProgress | undefined
    const heard = (progress: TrainingProgress) => {
      newest = progress
      if (progress.record) records.push(progress.record)
      const now = performance.now()
      if (now - reportedAt < REPORT_MS && progress.step < progress.steps) return
      reportedAt = now
      report(progress)
    }
    const report = ({ loss, dead, ...progress }: TrainingProgress) => {
      const { step, steps, epoch, epochs, samplesPerSecond, etaSeconds } = progress
      onProgress({
        step,
        steps,
        epoch,
        epochs,
        samplesPerSecond,
        etaSeconds,
        reconstruction: loss.reconstruction,
        penalty: loss.penalty,
        l0: loss.l0,
        dead: dead / (last?.model.latents ?? recipe.latents!),
        records,
        look,
      })
      records = []
      look = null
    }

    try {
      const { state, history } = await train(
        {
          modalities,
          rows: trained,
          classes: { names: shown.classes, of: shown.labels },
        },
        {
          recipe,
          seed,
          backend,
          signal: stopped.signal,
          checkpointSeconds: LOOK_SECONDS,
          onProgress: heard,
          async onCheckpoint(now) {
            last = now
            if (!stopped.signal.aborted) look = await lookAt(now.model, backend, modalities, shown)
          },
          ...(resume && { resume }),
        },
      )
      // One that took less than the time between two looks has had none.
      look = await lookAt(state, backend, modalities, shown)
      if (newest) report(newest)
      return { model: state, history, training: null }
    } catch (error) {
      const training = last as TrainingState | null
      if (!stopped.signal.aborted || !training) throw error
      return { model: training.model, history: training.history, training }
    }
  },
  stop: () => stopped.abort(),
})
