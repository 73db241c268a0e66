import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchmarkOptions, BenchmarkOutcome } from '../benchmark.ts'
import type { Dataset } from '../datasets/dataset.ts'
import type { Job } from '../jobs/job.ts'
import type { Settings } from '../plan.ts'
import type { Difference } from '../results/differences.ts'
import type { TableOptions } from '../results/table.ts'
import { formatDuration } from '@cmgsae/cli'
import { signed } from '../results/columns.ts'
import { jobEvents } from './job-events.ts'
import { createProgress, type ProgressStream } from './progress.ts'

/** Everything a benchmark says: results on stdout, progress and remarks on stderr. */
export interface Reporter {
  readonly events: BenchmarkOptions['events']
  heading(dataset: Dataset, settings: Settings): void
  note(text: string): void
  table(render: (options: TableOptions) => string): void
  gains(differences: readonly Difference[], models: readonly string[]): void
  closing(out: string, models: readonly string[], outcome: BenchmarkOutcome): void
  stop(): void
}

/** Width of a table that no terminal bounds. */
const UNBOUNDED = 1000

export function createReporter(
  stdout: ProgressStream,
  stderr: ProgressStream,
  env: Readonly<Record<string, string | undefined>>,
): Reporter {
  const progress = createProgress(stderr)
  const colour = stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  const strong = (text: string) => (colour ? `\u001B[1m${text}\u001B[22m` : text)
  const startedAt = performance.now()
  const print = (text: string) => void stdout.write(`${text}\n`)

  return {
    events: {
      onSkipped: (model, reason) => progress.log(`skipped ${model}: ${reason}`),
      ...jobEvents(progress, nameOf),
    },
    heading(dataset, { splits, latents, k, epochs }) {
      print(strong(dataset.name))
      for (const note of dataset.notes) print(note)
      for (const { what, found, known } of dataset.sanity ?? []) {
        const verdict = Math.abs(found - known) < 0.005 ? 'ok' : 'NOT what these files give'
        print(`${what}: ${found.toFixed(4)}, expected ${known}: ${verdict} (ties count against)`)
      }
      print(
        `${splits} ${splits === 1 ? 'split' : 'splits'}, ${latents} latents, L0 ${k}, ${epochs} epochs`,
      )
    },
    note: (text) => progress.log(text),
    table(render) {
      const width = stdout.isTTY ? (stdout.columns ?? 80) : UNBOUNDED
      print(`\n${render({ width, strong })}\n`)
    },
    gains(differences, models) {
      const heading = ({ model, against, k }: Difference) =>
        `${model} (L0 ${k[0]}) over ${against} (L0 ${k[1]})`
      const shown = differences.filter(({ model }) => models.includes(model))
      for (const who of new Set(shown.map(heading))) {
        print(strong(`${who}, mean of paired differences and its 95 % interval`))
        for (const { measure, mean, low, high, n } of shown.filter((one) => heading(one) === who)) {
          print(
            `  ${measure.padEnd(22)} ${signed(mean)}  ${signed(low)} to ${signed(high)}  n ${n}`,
          )
        }
      }
      if (shown.length > 0) print('')
    },
    closing(out, models, { failures, unfinished }) {
      if (failures > 0) print(`${failures} jobs failed (see above)`)
      if (unfinished > 0) {
        print(`${unfinished} jobs are unfinished: the same command goes on with them`)
      }
      const shown = ['cmgsae', ...models].find((name) => existsSync(join(out, 'runs', name)))
      print(`report      ${join(out, 'report.html')}`)
      print(`numbers     ${join(out, 'results.json')}`)
      if (shown) print(`look inside pnpm cmgsae inspect ${join(out, 'runs', shown)}`)
      print(`took        ${formatDuration((performance.now() - startedAt) / 1000)}`)
    },
    stop: () => progress.stop(),
  }
}

function nameOf({ task, split }: Job): string {
  if (task.kind === 'dense') return `dense, split ${split + 1}`
  const { activation, preset, training } = task.recipe
  const l0 = 'k' in activation ? activation.k : activation.l0
  if (task.kind === 'tune') return `${preset}, learning rate ${training.learningRate}`
  return `${preset}, L0 ${l0}, split ${split + 1}${task.part === 'all' ? '' : ', unseen classes'}`
}
