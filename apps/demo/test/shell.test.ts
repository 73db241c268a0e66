import { expect, it, onTestFinished } from 'vitest'
import { rooms } from '../src/app/rooms.ts'
import { seriousViolations, useApp } from './support/index.ts'
import { startApp } from './support/app.ts'

const app = useApp()

it('leads into every room, each with an address that opens it', async () => {
  const page = await app.open('/')
  for (const { name, path } of rooms.slice(1)) {
    await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click()
    await page.locator('main h1', { hasText: name }).waitFor()
    expect(new URL(page.url()).hash).toBe(`#${path}`)
    expect(await page.title()).toBe(`${name} · CM-GSAE`)
  }
  const deep = await app.open('/concepts?find=dog&run=separate')
  expect(await deep.getByLabel('Run', { exact: true }).inputValue()).toBe('separate')
  expect(await deep.getByRole('searchbox').inputValue()).toBe('dog')
})

it('switches runs, and keeps the choice from room to room', async () => {
  const page = await app.open('/concepts')
  await page.getByLabel('Run', { exact: true }).selectOption('separate')
  await page.getByRole('link', { name: 'Search', exact: true }).click()
  await page.locator('h1', { hasText: 'Search' }).waitFor()
  expect(new URL(page.url()).hash).toContain('run=separate')
})

it('keeps the theme that is chosen', async () => {
  const page = await app.open('/', { colorScheme: 'light' })
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await paper()
  await page.getByRole('button', { name: 'Use the dark theme' }).click()
  const dark = await paper()
  expect(dark).not.toBe(light)
  await page.reload()
  expect(await paper()).toBe(dark)
})

it('works on one thread without isolation, and says so', async () => {
  const bare = await startApp({ isolated: false })
  onTestFinished(() => bare.close())
  const page = await bare.open('/?sample=7')
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
  const notice = page.getByRole('status').filter({ hasText: 'one thread' })
  await notice.waitFor()
  expect(await page.getByRole('img', { name: /^Map of the dictionary/ }).count()).toBe(1)
  expect(await seriousViolations(page)).toEqual([])
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await page.reload()
  await page.locator('main h1').first().waitFor()
  expect(await notice.count()).toBe(0)
})

it('needs no WebGPU', async () => {
  const page = await app.open('/?sample=7', {
    before: () => void delete (Navigator.prototype as { gpu?: unknown }).gpu,
  })
  expect(await page.evaluate(() => 'gpu' in navigator)).toBe(false)
  expect(await page.getByRole('img', { name: /^Map of the dictionary/ }).count()).toBe(1)
  await page.getByRole('link', { name: 'Concepts', exact: true }).click()
  await page.getByRole('row').nth(5).waitFor()
})

it('says what is wrong with an address', async () => {
  const page = await app.open('/?run=nothing', { early: true })
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').innerText()).toMatch(/view\.json cannot be loaded.*404/)
  const lost = await app.open('/nowhere')
  expect(await lost.locator('h1').innerText()).toBe('There is no such room')
})
