import type { EmbeddingAdapter } from '../embedding-adapter.ts'
import { AdapterError } from '../errors.ts'
import { checks } from './checks/index.ts'
import { fingerprint } from './fingerprint.ts'
import { pickMany, takeSamples, type Sample } from './samples.ts'

export interface TestAdapterOptions<Input> {
  /** Two or more whose vectors differ; a handful is enough. */
  inputs: readonly Input[]
  /**
   * How far a vector may move with its batch, as a share of its length: batched kernels add in
   * another order. The same batch twice must give the same bytes whatever this is.
   */
  tolerance?: number
  /**
   * The size of the largest batch that is tried, within the adapter's limit. It should be more than
   * the adapter works on at once; lower it where embedding is slow.
   */
  batchSize?: number
}

export interface AdapterReport {
  passed: string[]
  /** Checks that could not be tried, with the reason. */
  skipped: string[]
}

/**
 * Holds an adapter against every clause of the EmbeddingAdapter contract, in any test framework or
 * none. The adapter is disposed at the end, as that is a clause too.
 * @throws AdapterError with one line per broken clause
 */
export async function testAdapter<Input>(
  adapter: EmbeddingAdapter<Input>,
  { inputs, tolerance = 1e-4, batchSize = 67 }: TestAdapterOptions<Input>,
): Promise<AdapterReport> {
  if (inputs.length < 2) {
    throw new AdapterError(`testAdapter got ${inputs.length} inputs: give two or more that differ`)
  }
  const { maxBatch } = adapter.limits
  const usable = maxBatch >= 1 ? inputs.slice(0, maxBatch) : inputs
  const picks = pickMany(usable.length, Math.max(usable.length, Math.min(batchSize, maxBatch)))
  const before = usable.map(fingerprint)
  let taken: Promise<Sample[]> | undefined
  const samples = () => (taken ??= takeSamples(adapter, usable, picks))
  const report: AdapterReport = { passed: [], skipped: [] }
  const failures: string[] = []
  for (const { name, run } of checks) {
    try {
      const reason = await run({
        adapter,
        // A copy, so that an adapter that empties its batch fails its own check and no later one.
        inputs: [...usable],
        many: picks.map((i) => usable[i]),
        tolerance,
        before,
        samples,
      })
      if (reason) report.skipped.push(`${name}: ${reason}`)
      else report.passed.push(name)
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  if (failures.length > 0) {
    throw new AdapterError(
      [`${adapter.modelId} breaks the adapter contract:`, ...failures].join('\n  '),
    )
  }
  return report
}
