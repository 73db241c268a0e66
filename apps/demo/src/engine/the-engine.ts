import { earlyWorker } from '../early.ts'
import type { Engine } from './api.ts'
import { connect } from './rpc/connect.ts'

let engine: Engine | undefined

/** The one engine of the page, started when it is first asked for. */
export function theEngine(): Engine {
  return (engine ??= connect<Engine>(
    earlyWorker(
      'engine',
      () =>
        new Worker(new URL('./engine.worker.ts', import.meta.url), {
          type: 'module',
          name: new URL('./', document.baseURI).href,
        }),
    ),
  ))
}
