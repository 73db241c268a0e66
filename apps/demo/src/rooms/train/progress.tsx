import { ProgressBar } from '../../ui/display/index.ts'
import type { Training } from './trainings/training.ts'

/** How far a training is, and when it will be done. */
export function Progress({ training }: { readonly training: Training }) {
  const { report, state } = training
  const words = {
    waiting: `${training.title} waits for its turn`,
    training: report
      ? `${training.title}: epoch ${report.epoch} of ${report.epochs}, ${Math.round(report.samplesPerSecond).toLocaleString('en')} samples a second, ${seconds(report.etaSeconds)} left`
      : `${training.title} begins`,
    stopped: `${training.title} is stopped`,
    done: `${training.title} is done`,
    failed: `${training.title} failed`,
  }[state]
  return <ProgressBar what={words} share={report ? report.step / report.steps : 0} />
}

function seconds(left: number): string {
  if (!Number.isFinite(left)) return 'a while'
  return left < 90 ? `${Math.ceil(left)} s` : `${Math.round(left / 60)} min`
}
