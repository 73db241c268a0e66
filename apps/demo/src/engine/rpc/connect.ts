import { DemoError } from '../../errors.ts'
import type { CallOptions, Request, Response } from './protocol.ts'

interface Pending {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
  readonly onProgress: ((progress: never) => void) | undefined
  readonly release: () => void
}

/** The calls of an interface whose handlers `serve` in a worker. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the interface is the caller's to name
export function connect<Api extends object>(worker: Worker): Api {
  const pending = new Map<number, Pending>()
  let calls = 0

  const settle = (id: number, end: (of: Pending) => void) => {
    const entry = pending.get(id)
    if (!entry) return
    pending.delete(id)
    entry.release()
    end(entry)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<Response>) => {
    const { call: id } = data
    if ('progress' in data) pending.get(id)?.onProgress?.(data.progress as never)
    else if ('error' in data) settle(id, ({ reject }) => reject(new DemoError(data.error)))
    else settle(id, ({ resolve }) => resolve(data.result))
  })
  worker.addEventListener('error', (event) => {
    const error = new DemoError(`the engine stopped: ${event.message || 'it could not be loaded'}`)
    for (const id of pending.keys()) settle(id, ({ reject }) => reject(error))
  })

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  const send = (request: Request) => worker.postMessage(request)

  function call(method: string, args: unknown, options: CallOptions = {}): Promise<unknown> {
    const { signal, onProgress } = options
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const id = calls++
      const abort = () => {
        send({ abort: id })
        settle(id, () => reject(signal!.reason))
      }
      signal?.addEventListener('abort', abort, { once: true })
      const release = () => signal?.removeEventListener('abort', abort)
      pending.set(id, { resolve, reject, onProgress, release })
      send({ call: id, method, args })
    })
  }

  return new Proxy({} as Api, {
    get: (_, method) =>
      // A promise that resolves to this must not take it for one.
      method === 'then'
        ? undefined
        : (args: unknown, options?: CallOptions) => call(String(method), args, options),
  })
}
