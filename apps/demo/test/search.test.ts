import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { longTasksDuring, settled, useApp, violationsInBothThemes } from './support/index.ts'

const app = useApp()

const side = (page: Page, name: 'By concepts' | 'By embedding') =>
  page.getByRole('list', { name }).getByRole('article')

const chips = (page: Page, name: 'Hits must have' | 'Hits must not have') =>
  page.getByRole('list', { name }).getByRole('listitem')

const shown = (page: Page) =>
  side(page, 'By concepts').evaluateAll((hits) => hits.map((hit) => hit.getAttribute('aria-label')))

it('searches from a picture to sounds, with reasons beside none', async () => {
  const page = await app.open('/search?sample=5')
  expect(await side(page, 'By concepts').count()).toBe(12)
  expect(await side(page, 'By embedding').count()).toBe(12)
  for (const hit of await side(page, 'By concepts').all()) {
    const reasons = hit.getByRole('list', { name: 'Shared concepts' }).getByRole('listitem')
    expect(await reasons.count()).toBeGreaterThan(0)
    expect(await hit.getByRole('button', { name: /^Play/ }).count()).toBe(1)
  }
  expect(await side(page, 'By embedding').getByRole('list').count()).toBe(0)
  await page.getByText(/^\d+ of 12 hits are on both sides\.$/).waitFor()
})

it('narrows to a reason by mouse, which a reload keeps, and takes it away again', async () => {
  const page = await app.open('/search?sample=5')
  const before = await shown(page)
  // One that the last hit has, which not all have.
  const reason = side(page, 'By concepts').last().locator('summary').last()
  await reason.click()
  await page.getByRole('button', { name: 'Only hits with it' }).last().click()
  await page.waitForURL(/with=l\d+/)
  await settled(page)
  expect(await chips(page, 'Hits must have').count()).toBe(1)
  const narrowed = await shown(page)
  await page.reload()
  await settled(page)
  expect(await shown(page)).toEqual(narrowed)
  await page.getByRole('button', { name: /^Take .* away$/ }).click()
  await page.waitForFunction(() => !location.hash.includes('with='))
  await page.waitForFunction(
    (first) => document.querySelector('ol article')?.getAttribute('aria-label') === first,
    before[0],
  )
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
  expect(await shown(page)).toEqual(before)
})

it('leaves concepts out by keyboard', async () => {
  const page = await app.open('/search?sample=5')
  const field = page.getByRole('combobox', { name: 'Hits must not have' })
  await field.focus()
  await page.keyboard.type('cow')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  const chosen = (await page.getByRole('option', { selected: true }).last().innerText()).split('\n')
  expect(chosen[0]!.toLowerCase()).toMatch(/^cow/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/without=[lg]\d+/)
  expect(await chips(page, 'Hits must not have').innerText()).toContain(chosen[0])
  expect(await field.inputValue()).toBe('')
  await page.keyboard.type('zzz')
  await page.getByText('nothing of that name').waitFor()
  await page.keyboard.press('Escape')
  expect(await field.getAttribute('aria-expanded')).toBe('false')
})

it('finds nothing that has a concept and lacks all of its group', async () => {
  const page = await app.open('/search?sample=5')
  const reason = side(page, 'By concepts').first().locator('summary').first()
  await reason.click()
  const [latent, group] = /Concept (\d+), of (.*)/
    .exec(
      await page
        .getByText(/^Concept \d+, of /)
        .first()
        .innerText(),
    )!
    .slice(1)
  await page.getByRole('button', { name: 'Only hits with it' }).first().click()
  await page.waitForURL(new RegExp(`with=l${latent}`))
  const field = page.getByRole('combobox', { name: 'Hits must not have' })
  await field.fill(group!)
  await page.keyboard.press('Enter')
  await page.waitForURL(/without=g\d+/)
  await page.getByText('No sample has all you ask for; take a concept away.').waitFor()
  expect(await side(page, 'By concepts').count()).toBe(0)
  expect(await side(page, 'By embedding').count()).toBe(12)
})

it('searches with words, and from any modality to any other', async () => {
  const page = await app.open('/search?text=a%20cow%20is%20mooing&to=image')
  await settled(page)
  expect(await side(page, 'By concepts').locator('img').count()).toBeGreaterThan(0)
  await page.getByRole('radio', { name: 'text' }).last().check()
  await page.waitForURL(/to=text/)
  await settled(page)
  expect(await side(page, 'By concepts').first().innerText()).toMatch(/cow/i)
})

it('shows more on request', async () => {
  const page = await app.open('/search?sample=5')
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.waitForURL(/count=24/)
  await settled(page)
  expect(await side(page, 'By embedding').count()).toBe(24)
})

it('has nothing serious for axe, in both themes, with concepts asked for', async () => {
  const address = '/search?sample=5&to=image&with=g0&without=l1'
  const page = await app.open(address, { reducedMotion: 'reduce' })
  await page.getByRole('combobox').first().click()
  expect(await violationsInBothThemes(page)).toEqual([])
})

it('keeps the main thread free while a concept is sought', async () => {
  const page = await app.open('/search?sample=5')
  const long = await longTasksDuring(page, async () => {
    await page.getByRole('combobox', { name: 'Hits must have' }).pressSequentially('clock')
    await page.keyboard.press('Enter')
    await page.waitForURL(/with=/)
    await settled(page)
  })
  expect(long).toEqual([])
})
