import type { Page } from 'playwright-core'

/** Tasks of the main thread above 50 ms while something is done. */
export async function longTasksDuring(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const found = { count: 0 }
    Object.assign(globalThis, { longTasks: found })
    new PerformanceObserver((list) => {
      found.count += list.getEntries().length
    }).observe({ type: 'longtask' })
  })
  await act()
  // The observer hears of a task after it.
  await page.waitForTimeout(200)
  return page.evaluate(
    () => (globalThis as unknown as { longTasks: { count: number } }).longTasks.count,
  )
}
