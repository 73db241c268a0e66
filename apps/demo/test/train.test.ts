import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { longTasksDuring, settled, useApp, violationsInBothThemes } from './support/index.ts'

const CLI = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url))
/** Seconds of training: few concepts and epochs. */
const SMALL = `/train?preset=separate&set=${encodeURIComponent(
  JSON.stringify({ latents: 48, training: { epochs: 2 } }),
)}`
/** Long enough to be stopped. */
const LONG = SMALL.replace('epochs%22%3A2', 'epochs%22%3A400')

const app = useApp()

const entry = (page: Page, title: string) =>
  page.getByRole('list', { name: 'Trainings' }).getByRole('listitem', { name: title })
const trainButton = (page: Page) => page.getByRole('button', { name: /^Train/ })

async function trainSmall(address = SMALL): Promise<Page> {
  const page = await app.open(address, { fresh: true })
  await trainButton(page).click()
  await entry(page, 'Separate SAEs 1').getByText('done', { exact: true }).waitFor()
  return page
}

it('trains, with curves and first concepts, and opens the run in another room', async () => {
  const page = await trainSmall()
  const own = entry(page, 'Separate SAEs 1')
  expect(await own.innerText()).toMatch(/latents 48 · epochs 2.*FVE image .*L0 .*dead/)
  expect(await page.getByRole('region', { name: 'Loss' }).locator('canvas').count()).toBe(1)
  await own.getByRole('button', { name: 'Open Separate SAEs 1 in Concepts' }).click()
  await page.locator('h1', { hasText: 'Concepts' }).waitFor()
  await settled(page)
  expect(new URL(page.url()).hash).toContain('run=trained')
  expect(await page.getByLabel('Run', { exact: true }).inputValue()).toBe('trained:1')
})

it('shows first concepts with samples, stops, goes on, and is kept from room to room', async () => {
  const page = await app.open(LONG, { fresh: true })
  await trainButton(page).click()
  const concepts = page.getByRole('region', { name: 'First concepts' })
  await concepts.getByRole('img').first().waitFor()
  await page.getByRole('link', { name: 'Search', exact: true }).click()
  await page.locator('h1', { hasText: 'Search' }).waitFor()
  await page.getByRole('link', { name: 'Train', exact: true }).click()
  const own = entry(page, 'Separate SAEs 1')
  await own.getByRole('button', { name: 'Stop' }).click()
  await own.getByText('stopped', { exact: true }).waitFor()
  const share = async () =>
    Number(await page.getByRole('progressbar').getAttribute('aria-valuenow'))
  const before = await share()
  await own.getByRole('button', { name: 'Resume' }).click()
  await own.getByText('is training', { exact: true }).waitFor()
  await page.waitForFunction(
    (least) =>
      Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) > least,
    before,
  )
  await own.getByRole('button', { name: 'Stop' }).click()
  await own.getByText('stopped', { exact: true }).waitFor()
  expect(await share()).toBeGreaterThan(before)
})

it('lays the curves of two trainings over one another', async () => {
  const page = await trainSmall()
  await page.getByLabel('Name').fill('Second')
  await trainButton(page).click()
  await entry(page, 'Second').getByText('done', { exact: true }).waitFor()
  const loss = page.getByRole('region', { name: 'Loss' }).getByRole('figure')
  expect(await loss.getAttribute('aria-label')).toBe('Loss of Separate SAEs 1, Second')
  await page.getByLabel('Show the curves of Separate SAEs 1').click()
  expect(await loss.getAttribute('aria-label')).toBe('Loss of Second')
})

it('says what the model package says against a recipe, at the field', async () => {
  const page = await app.open('/train')
  await page.getByLabel('Concepts (latents)').fill('1')
  const message = 'latents is 1; it must be a whole number from 2 to 16,777,216'
  await page.getByRole('alert').getByText(message).waitFor()
  expect(await page.getByLabel('Concepts (latents)').getAttribute('aria-invalid')).toBe('true')
  expect(await trainButton(page).isDisabled()).toBe(true)
  await page.getByLabel('Concepts (latents)').fill('')
  await page.getByRole('alert').waitFor({ state: 'detached' })
  expect(await trainButton(page).isEnabled()).toBe(true)
  await page.getByLabel('Share hidden').fill('many')
  await page.getByText('many is no number').waitFor()
})

it('keeps the form in the address through a reload, and passes over what it cannot mean', async () => {
  const page = await app.open('/train')
  await page.getByLabel('Preset').selectOption('cross')
  await page.getByLabel('Hidden while it learns (mask)').selectOption('block')
  await page.getByLabel('Length', { exact: true }).fill('5')
  await page.getByLabel('Seed').fill('3')
  await page.reload()
  await settled(page)
  expect(await page.getByLabel('Preset').inputValue()).toBe('cross')
  expect(await page.getByLabel('Length', { exact: true }).inputValue()).toBe('5')
  expect(await page.getByLabel('Seed').inputValue()).toBe('3')

  const odd = await app.open(
    `/train?preset=nothing&set=${encodeURIComponent('{"mask":3,"penalties":[{"kind":"x"}],"latents":32}')}`,
  )
  expect(await odd.getByLabel('Preset').inputValue()).toBe('cmgsae')
  expect(await odd.getByLabel('Concepts (latents)').inputValue()).toBe('32')
  expect(await odd.getByLabel('Hidden while it learns (mask)').inputValue()).toBe('shared')
})

it('works by keyboard alone', async () => {
  const page = await app.open(SMALL, { fresh: true })
  await page.getByLabel('Name').focus()
  await page.keyboard.type('By hand')
  await page.keyboard.press('Enter')
  const own = entry(page, 'By hand')
  await own.getByText('done', { exact: true }).waitFor()
  await own.getByRole('button', { name: 'Open By hand in Concepts' }).focus()
  await page.keyboard.press('Enter')
  await page.locator('h1', { hasText: 'Concepts' }).waitFor()
})

it('saves a run that the command line inspects and measures, and that opens here again', async () => {
  const page = await trainSmall()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save Separate SAEs 1' }).click()
  const file = await waiting
  expect(file.suggestedFilename()).toBe('separate-saes-1.zip')
  const folder = await mkdtemp(join(tmpdir(), 'cmgsae-saved-'))
  try {
    const entries = Object.entries(unzipSync(await readFile(await file.path())))
    for (const [name, bytes] of entries) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), bytes)
    }
    const cmgsae = async (...args: string[]) => {
      const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], {
        cwd: folder,
      })
      return JSON.parse(stdout) as Record<string, unknown>
    }
    const { groups } = await cmgsae('inspect', 'run', '--json')
    expect(groups).toHaveLength(3)
    const scores = JSON.stringify(await cmgsae('eval', 'run', '--json'))
    for (const modality of ['image', 'audio', 'text']) expect(scores).toContain(`"${modality}"`)

    const other = await app.open('/train')
    await other.getByTestId('run-files').setInputFiles(folder)
    await other.locator('h1', { hasText: 'Concepts' }).waitFor()
    expect(new URL(other.url()).hash).toContain('files')
  } finally {
    await rm(folder, { recursive: true })
  }
})

it('keeps the main thread free while it trains', async () => {
  const page = await app.open(LONG, { fresh: true })
  await trainButton(page).click()
  await page.getByRole('region', { name: 'First concepts' }).getByRole('img').first().waitFor()
  const long = await longTasksDuring(page, () => page.waitForTimeout(3000))
  expect(long).toEqual([])
})

it('has nothing serious for axe, in both themes, before and after training', async () => {
  const page = await app.open('/train', { reducedMotion: 'reduce' })
  await page.getByText('All other choices').click()
  expect(await violationsInBothThemes(page)).toEqual([])
  expect(await violationsInBothThemes(await trainSmall())).toEqual([])
})

it('fits narrow screens', async () => {
  const page = await app.open('/train', { viewport: { width: 390, height: 844 } })
  const beyond = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await beyond()).toBe(0)
})
