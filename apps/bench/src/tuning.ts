import type { Finished } from './jobs/run-jobs.ts'

/**
 * Learning rate of best FVE on held-out training pairs, by preset: one criterion for every model,
 * which needs no labels and is each model's own first aim. A fit that diverged has no score.
 */
export function bestRates(tried: readonly Finished[]): ReadonlyMap<string, number> {
  const best = new Map<string, { rate: number; score: number }>()
  for (const { job, result } of tried) {
    if (job.task.kind !== 'tune' || result.score === undefined) continue
    const { preset, training } = job.task.recipe
    const { score = -Infinity } = best.get(preset) ?? {}
    if (result.score > score) {
      best.set(preset, { rate: training.learningRate, score: result.score })
    }
  }
  return new Map([...best].map(([preset, { rate }]) => [preset, rate]))
}
