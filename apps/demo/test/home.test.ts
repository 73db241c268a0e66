import { expect, it } from 'vitest'
import {
  longTasksDuring,
  settled,
  tabStops,
  useApp,
  violationsInBothThemes,
} from './support/index.ts'

const app = useApp()

it('shows a sample, the concepts its sides light, and what these bring back', async () => {
  const page = await app.open('/?sample=7')
  expect(await page.locator('h1').innerText()).toContain('light up the same concepts')
  expect(await page.getByRole('img', { name: /^Map of the dictionary/ }).count()).toBe(1)
  expect(await page.getByRole('button', { name: /^Play/ }).count()).toBe(4)
  const pictures = page.locator('section img')
  await pictures.nth(6).waitFor()
  expect(await pictures.count()).toBe(7)
})

it('goes on to another sample, which the address holds through a reload', async () => {
  const page = await app.open('/?sample=7')
  const caption = page.locator('section q').first()
  const before = await caption.innerText()
  await page.getByRole('button', { name: 'Another' }).click()
  await page.waitForFunction(
    (text) => document.querySelector('section q')?.textContent !== text,
    before.replaceAll(/[“”"]/g, ''),
  )
  const after = await caption.innerText()
  expect(new URL(page.url()).hash).toMatch(/sample=\d+/)
  await page.reload()
  await settled(page)
  expect(await caption.innerText()).toBe(after)
})

it('plays a sound by keyboard, and only one at a time', async () => {
  const page = await app.open('/?sample=7')
  const play = page.getByRole('button', { name: /^Play/ })
  await play.nth(0).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Pause/ }).waitFor()
  await play.nth(0).click()
  await page.waitForFunction(
    () => document.querySelectorAll('button[aria-label^="Pause"]').length === 1,
  )
})

it('is reached by keyboard and has nothing serious for axe, in both themes', async () => {
  const page = await app.open('/?sample=7', { reducedMotion: 'reduce' })
  expect(await violationsInBothThemes(page)).toEqual([])
  const stops = await tabStops(page)
  expect(stops[0]).toBe('Skip to the room')
  for (const name of ['Concepts', 'Compare', 'Another', 'Open a run from disk']) {
    expect(stops).toContain(name)
  }
})

it('keeps the main thread free while samples change', async () => {
  const page = await app.open('/?sample=7')
  const another = page.getByRole('button', { name: 'Another' })
  const long = await longTasksDuring(page, async () => {
    for (let i = 0; i < 5; i++) {
      await another.click()
      await settled(page)
    }
  })
  expect(long).toEqual([])
})

it('does not move what is there while the rest comes', async () => {
  const page = await app.open('/?sample=7', {
    before: () => {
      Object.assign(globalThis, { shift: 0 })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
          ;(globalThis as unknown as { shift: number }).shift += entry.value
        }
      }).observe({ type: 'layout-shift', buffered: true })
    },
  })
  const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)
  expect(shift).toBeLessThan(0.1)
})
