import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { drop, runsOnDisk, seriousViolations, settled, useApp } from './support/index.ts'

const runs = runsOnDisk()
const app = useApp()

const shownRun = async (page: Page) => {
  await page.waitForURL(/run=files/)
  await settled(page)
  return page.getByLabel('Run', { exact: true }).locator('option:checked').innerText()
}

/** The one line that is shown, after which the room is as it was. */
async function refusal(page: Page, paths: readonly string[]): Promise<string> {
  const before = page.url()
  await drop(page, paths)
  const alert = page.getByRole('alert')
  const line = await alert.locator('p').innerText()
  expect(line).not.toContain('\n')
  expect(page.url()).toBe(before)
  expect(await page.locator('main h1').count()).toBe(1)
  await alert.getByRole('button', { name: 'Dismiss' }).click()
  expect(await alert.count()).toBe(0)
  return line
}

it('opens a folder that is dropped anywhere, with samples as numbers where nothing else is known', async () => {
  const page = await app.open('/steer')
  await drop(page, [runs.save('dropped', { samples: true })])
  expect(await shownRun(page)).toBe('dropped')
  await page.getByRole('link', { name: 'CM-GSAE' }).click()
  await page
    .getByText(/^sample \d+/)
    .first()
    .waitFor()
  await settled(page)
  // Placeholders stand where pictures would, and say what they are of.
  expect(await page.locator('main img').count()).toBe(0)
  expect(await page.getByRole('img', { name: /^sample \d+/ }).count()).toBeGreaterThan(0)
  expect(await page.getByText('no sound').count()).toBeGreaterThan(0)
  expect(await seriousViolations(page)).toEqual([])
})

it('opens single files that are dropped: a dictionary without samples', async () => {
  const folder = runs.save('files')
  const page = await app.open('/train')
  await drop(page, [join(folder, 'config.json'), join(folder, 'model.safetensors')])
  expect(await shownRun(page)).toBe('dropped run')
  expect(await page.getByRole('row').count()).toBeGreaterThan(5)
})

it('opens a folder that is chosen, by keyboard, and asks for it again after a reload', async () => {
  const folder = runs.save('chosen')
  const page = await app.open('/', { fresh: true })
  await page.getByRole('button', { name: 'Open a run from disk' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Open a run from disk' })
  await dialog.waitFor()
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(await dialog.count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Open a run from disk')

  await page.keyboard.press('Enter')
  const chosen = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose a folder' }).focus()
  await page.keyboard.press('Enter')
  await (await chosen).setFiles(folder)
  expect(await shownRun(page)).toBe('chosen')
  await page.reload()
  expect(await page.getByRole('alert').innerText()).toMatch(/not kept .* open them again/)
  await page.getByRole('link', { name: 'Open the built-in world' }).click()
  await settled(page)
})

it('opens files that are chosen', async () => {
  const folder = runs.save('picked')
  const page = await app.open('/concepts')
  await page.getByRole('button', { name: 'Open a run from disk' }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ])
  await chooser.setFiles(['config.json', 'model.safetensors'].map((name) => join(folder, name)))
  expect(await shownRun(page)).toBe('dropped run')
})

it('says in one line what is wrong with what was dropped', async () => {
  const page = await app.open('/concepts')

  const other = join(runs.folder, 'notes.txt')
  writeFileSync(other, 'no run')
  expect(await refusal(page, [other])).toBe(
    'notes.txt: there is no config.json; drop the folder that train made',
  )

  const cut = runs.save('cut')
  truncateSync(join(cut, 'model.safetensors'), 5000)
  expect(await refusal(page, [cut])).toMatch(/^cut\/model\.safetensors .*\d/)

  const half = runs.save('half', { config: (text) => text.slice(0, 200) })
  expect(await refusal(page, [half])).toBe(
    'half/config.json is not complete JSON; restore it or train again',
  )

  const strange = runs.save('strange', { samples: true })
  writeFileSync(join(strange, 'audio.npy'), 'these are no numbers')
  expect(await refusal(page, [strange])).toMatch(/^audio\.npy is not a \.npy file.*no num/)
})

it('says which version a run from a newer cmgsae has, and what to do', async () => {
  const page = await app.open('/concepts')
  const config = (text: string) => text.replace(/"version": \d+/, '"version": 99')
  expect(await refusal(page, [runs.save('newer', { config })])).toMatch(
    /^newer\/config\.json has format version 99, newer than the \d+ this version reads: upgrade/,
  )
})

it('keeps names and groups of one dropped run from another', async () => {
  const page = await app.open('/concepts')
  await drop(page, [runs.save('first')])
  await shownRun(page)
  const keys = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => /edits\.files/.test(key)))
  expect(await keys()).toEqual([])
})
