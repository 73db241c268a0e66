import { expect, it } from 'vitest'
import { longTasksDuring, useApp } from './support/index.ts'

const app = useApp()

it('finds a task that computes too long, and none where there is none', async () => {
  const page = await app.open('/', { early: true })
  const work = (rounds: number) =>
    page.evaluate((most) => {
      let x = 1
      for (let i = 0; i < most; i++) x = (x * 16_807) % 2_147_483_647
      return x
    }, rounds)
  await page.waitForTimeout(2000)
  expect(await longTasksDuring(page, async () => void (await work(1000)))).toEqual([])
  const long = await longTasksDuring(page, async () => void (await work(1e8)))
  expect(long).toHaveLength(1)
})
