import type { Recipe, Run } from '@cmgsae/model'
import { DemoError } from '../../errors.ts'
import { connect } from '../rpc/connect.ts'
import type { HandlerOptions } from '../rpc/serve.ts'
import type { LoadedRun } from '../runs/loaded-run.ts'
import type { OpenedRun } from '../runs/opened-run.ts'
import { trainedRows } from '../samples/samples.ts'
import type { TrainReport } from './report.ts'
import type { Trainer } from './trainer.ts'

/** Rows that the model is looked at with while it trains. */
const SHOWN = 256

/** Trainings of this page, by the id of the run they make. */
export interface TrainSessions {
  /** Begins one; resolves to its id once it is registered, and to the run when it ends or stops. */
  start(on: OpenedRun, plan: TrainPlan, options: HandlerOptions<TrainReport>): Promise<string>
  /** Goes on from where the run was stopped. */
  resume(of: OpenedRun, options: HandlerOptions<TrainReport>): Promise<string>
  /** What a session has made, as soon as it has ended. @throws DemoError for an unknown id */
  ended(id: string): Promise<LoadedRun>
}

export interface TrainPlan {
  readonly recipe: Recipe
  readonly seed: number
  readonly title: string
}

export function createTrainSessions(): TrainSessions {
  const sessions = new Map<string, Promise<LoadedRun>>()
  let count = 0

  async function work(
    id: string,
    on: Pick<OpenedRun, 'samples' | 'run' | 'encoders'>,
    { recipe, seed, title }: TrainPlan,
    resume: Run['training'] | undefined,
    { signal, onProgress }: HandlerOptions<TrainReport>,
  ): Promise<LoadedRun> {
    const { samples, encoders } = on
    const worker = new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' })
    const trainer = connect<Trainer>(worker)
    signal.addEventListener('abort', () => void trainer.stop(), { once: true })
    try {
      const trained = trainedRows(samples)
      const { model, history, training } = await trainer.train(
        {
          recipe,
          seed,
          modalities: Object.entries(samples.embeddings).map(([name, embeddings]) => ({
            name,
            embeddings,
          })),
          trained,
          shown: (samples.heldOut.length > 0 ? samples.heldOut : trained).slice(0, SHOWN),
          classes: samples.classes,
          labels: samples.labels,
          resume: resume ?? null,
        },
        { onProgress: (report) => onProgress({ ...report, run: id }) },
      )
      // What the command line needs to find the data again is that of the run trained on.
      const info = { ...on.run.info, recipe }
      const run: Run = { model, seed, history, info, ...(training && { training }) }
      return { title, run, samples, encoders, layout: null, tables: null }
    } finally {
      worker.terminate()
    }
  }

  async function begin(id: string, session: Promise<LoadedRun>): Promise<string> {
    sessions.set(id, session)
    await session
    return id
  }

  return {
    start(on, plan, options) {
      if (on.samples.count === 0) {
        throw new DemoError(`${on.title} has no samples to train on; open it with its embeddings`)
      }
      const id = `trained:${++count}`
      return begin(id, work(id, on, plan, undefined, options))
    },
    resume(of, options) {
      const { training, model, seed } = of.run
      if (!training) throw new DemoError(`${of.title} is finished; there is nothing to resume`)
      const plan = { recipe: model.recipe, seed, title: of.title }
      return begin(of.id, work(of.id, of, plan, training, options))
    },
    async ended(id) {
      const session = sessions.get(id)
      if (session) return session
      throw new DemoError(
        `${id} was trained on a page that is gone; train again, or open its files`,
      )
    },
  }
}
