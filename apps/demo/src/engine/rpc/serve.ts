import type { CallOptions, Request, Response } from './protocol.ts'
import { transferables } from './transferables.ts'

/** What answers calls, by the name of the method. */
export type Handlers<Api> = {
  readonly [Method in keyof Api]: Api[Method] extends (
    args: infer Args,
    options?: CallOptions<infer P>,
  ) => Promise<infer Result>
    ? (args: Args, options: HandlerOptions<P>) => Result | Promise<Result>
    : never
}

export interface HandlerOptions<P> {
  readonly signal: AbortSignal
  readonly onProgress: (progress: P) => void
}

/** The side of a worker that messages come from and go to. */
interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<Request>) => void): void
  postMessage(message: unknown, transfer: Transferable[]): void
}

/**
 * Answers the calls of `connect` in a worker. Results are moved to the caller: a handler returns
 * arrays that nobody else holds.
 */
export function serve<Api>(handlers: Handlers<Api>, scope = globalThis as unknown as Scope): void {
  const running = new Map<number, AbortController>()
  const methods = handlers as Readonly<
    Record<string, (args: unknown, options: HandlerOptions<unknown>) => unknown>
  >
  const answer = (response: Response, moved: Transferable[] = []) =>
    scope.postMessage(response, moved)

  async function run(call: number, method: string, args: unknown): Promise<void> {
    const controller = new AbortController()
    running.set(call, controller)
    try {
      const result = await methods[method]!(args, {
        signal: controller.signal,
        onProgress: (progress) => answer({ call, progress }, transferables(progress)),
      })
      answer({ call, result }, transferables(result))
    } catch (error) {
      answer({ call, error: error instanceof Error ? error.message : String(error) })
    } finally {
      running.delete(call)
    }
  }

  scope.addEventListener('message', ({ data }) => {
    if ('abort' in data) running.get(data.abort)?.abort()
    else void run(data.call, data.method, data.args)
  })
}
