/**
 * Ops share scratch memory and one job, so each waits for those before it: also when a caller does
 * not. What returns at once stays as it is.
 */
export function createQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T extends object>(ops: T): T => {
    const queued: Record<string, unknown> = {}
    for (const [name, op] of Object.entries(ops) as [string, (...args: unknown[]) => unknown][]) {
      queued[name] = IMMEDIATE.has(name)
        ? op
        : (...args: unknown[]) => {
            const result = last.then(() => op(...args))
            last = result.catch(() => {})
            return result
          }
    }
    return queued as T
  }
}

const IMMEDIATE = new Set(['matrix', 'codes', 'like', 'release'])
