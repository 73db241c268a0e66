import { expect, it } from 'vitest'
import { longTasksDuring, startApp } from './support/index.ts'

it('finds a task that computes too long, and none where there is none', async () => {
  const app = await startApp()
  const page = await app.open('/', { early: true })
  const work = (ms: number) =>
    page.evaluate((time) => {
      const end = performance.now() + time
      while (performance.now() < end);
    }, ms)
  await page.waitForTimeout(1000)
  expect(await longTasksDuring(page, () => work(5))).toEqual([])
  // A busy machine takes some of the time away, never all of it.
  expect((await longTasksDuring(page, () => work(1000))).length).toBeGreaterThan(0)
  await app.close()
})
