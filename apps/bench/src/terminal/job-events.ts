import { formatDuration } from '@cmgsae/cli'
import { eta, percent, type Progress } from './progress.ts'

/** What the lines about a job need to know of its result. */
interface Result {
  readonly seconds: number
  /** Of a fit that chooses a learning rate: FVE on what was held out. */
  readonly score?: number
}

/** Lines about phases and jobs, and the line of progress below them. */
export function jobEvents<Job>(progress: Progress, nameOf: (job: Job) => string) {
  let phaseAt = performance.now()
  let work = { done: 0, total: 0 }
  let kept = 0
  return {
    onPhase(name: string, jobs: number): void {
      phaseAt = performance.now()
      work = { done: 0, total: 0 }
      progress.log(`${name}: ${jobs} jobs`)
    },
    onProgress(done: number, total: number, running: readonly Job[]): void {
      work = { done, total }
      progress.update(done, total, running.map(nameOf).join(', '))
    },
    onFinished({ job, result }: { job: Job; result: Result }, wasKept: boolean): void {
      if (wasKept) {
        if (kept++ === 0) progress.log('finished before: kept, not repeated')
        return
      }
      const left = eta(work.done, work.total, performance.now() - phaseAt)
      const score = result.score === undefined ? '' : `  FVE ${result.score.toFixed(3)}`
      progress.log(
        `${percent(work.done, work.total)}  ${nameOf(job)}${score}  ${formatDuration(result.seconds)}  ${left}`,
      )
    },
    onFailed({ job, message }: { job: Job; message: string }): void {
      progress.log(`failed: ${nameOf(job)}: ${message}`)
    },
  }
}
