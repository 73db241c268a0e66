import type { Page } from 'playwright-core'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly args: { readonly name?: string }
  /** Microseconds that the thread itself computed. */
  readonly tdur?: number
}

const LONG_MS = 50

/**
 * Tasks of the page's main thread that compute for more than 50 ms while something is done, in
 * milliseconds. What counts is the time of the thread itself, so that a busy machine adds nothing.
 */
export async function longTasksDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser()!
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  await act()
  // A task that has not ended when tracing stops is not in the trace: another one begins first.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  const threads = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  if (threads.size === 0) throw new Error('the trace has no main thread of a page')
  return trace.traceEvents
    .filter(({ pid, tid, name }) => name.endsWith('RunTask') && threads.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000)
    .filter((ms) => ms > LONG_MS)
}
