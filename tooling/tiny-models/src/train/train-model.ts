import type { DualEncoder } from '../encoders/index.ts'
import { randomInitializer } from '../towers/index.ts'
import { epochOrder, makeBatch, type Pairs } from './batches.ts'
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts'
import { rateAt } from './rate.ts'
import { createTrainer } from './trainer.ts'

/** What decides the weights, together with the pairs. */
export interface Plan {
  readonly seed: number
  readonly epochs: number
  /** Pairs of one step, each of which has all others for negatives. */
  readonly batch: number
  /** The learning rate at its highest. */
  readonly rate: number
}

export interface TrainModelOptions {
  readonly encoder: DualEncoder
  readonly pairs: Pairs
  readonly vocabulary: number
  readonly plan: Plan
  /** Says which data this is: a checkpoint of other data is not resumed. */
  readonly dataKey: string
  /** File of the checkpoint, written after each epoch. */
  readonly checkpoint: string
  readonly signal?: AbortSignal | undefined
  readonly onStep?: ((step: number, total: number, loss: number) => void) | undefined
}

export interface TrainedModel {
  readonly parameters: ReadonlyMap<string, Float32Array>
  /** Of training, over all runs that had a part in it. */
  readonly seconds: number
}

/**
 * Trains both towers and resolves to their parameters by name. The same plan and pairs give the same
 * bytes on one kind of processor, interrupted or not.
 * @throws signal.reason when the signal aborts, once the checkpoint is written
 */
export async function trainModel(options: TrainModelOptions): Promise<TrainedModel> {
  const { encoder, pairs, vocabulary, plan, dataKey, checkpoint, signal, onStep } = options
  const { seed, epochs, batch, rate } = plan
  const count = pairs.texts.length
  const perEpoch = Math.floor(count / batch)
  const total = perEpoch * epochs
  const key = JSON.stringify([plan, dataKey, count, vocabulary])
  const trainer = await createTrainer({
    encoder,
    vocabulary,
    batch,
    named: (tower) => randomInitializer(tower === 'text' ? seed + 1 : seed, tower),
  })
  try {
    const before = await loadCheckpoint(checkpoint, trainer, { key })
    const startedAt = performance.now()
    const seconds = () => before + (performance.now() - startedAt) / 1000
    const save = () => saveCheckpoint(checkpoint, trainer, { key, seconds: seconds() })
    while (trainer.adam.step < total) {
      const { step } = trainer.adam
      const epoch = Math.floor(step / perEpoch)
      const order = epochOrder(count, { seed, epoch })
      for (let i = step - epoch * perEpoch; i < perEpoch; i++) {
        if (signal?.aborted) await save()
        signal?.throwIfAborted()
        const now = trainer.adam.step
        const rows = order.subarray(i * batch, (i + 1) * batch)
        const feeds = makeBatch(encoder, pairs, { rows, seed: seed * 1_000_003 + now })
        const loss = await trainer.step(feeds, rateAt(now, total, rate))
        onStep?.(now + 1, total, loss)
      }
      await save()
    }
    return {
      parameters: new Map(trainer.parameters.map(({ name, values }) => [name, values])),
      seconds: seconds(),
    }
  } finally {
    await trainer.release()
  }
}
