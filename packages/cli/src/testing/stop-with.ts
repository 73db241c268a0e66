import type { RunningOptions } from './run-command.ts'

/** Ends a training with a signal once a fifth of it is done. */
export function stopWith(signal: NodeJS.Signals): Required<Pick<RunningOptions, 'onStderr'>> {
  let sent = false
  return {
    onStderr(text, kill) {
      if (sent || !/training +[2-5]0 %/.test(text)) return
      sent = true
      kill(signal)
    },
  }
}
