import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { longTasksDuring, settled, useApp, violationsInBothThemes } from './support/index.ts'

const app = useApp()

const titles = (page: Page) => page.locator('tbody th').allInnerTexts()

async function exported(page: Page, name: string, kind: 'PNG' | 'SVG' | 'CSV'): Promise<Buffer> {
  const menu = page.locator('details', { has: page.getByLabel(`Export ${name}`) })
  await menu.locator('summary').click()
  const waiting = page.waitForEvent('download')
  await menu.getByRole('button', { name: kind }).click()
  const file = await waiting
  expect(file.suggestedFilename()).toBe(`${name}.${kind.toLowerCase()}`)
  return readFile(await file.path())
}

it('compares models on the same samples, and marks the best of each measure', async () => {
  const page = await app.open('/compare')
  expect((await titles(page)).slice(0, 2)).toEqual(['CM-GSAE', 'Separate SAEs'])
  expect(await page.locator('tbody tr').count()).toBe(7)
  expect(await page.getByText(/ best$/).count()).toBeGreaterThanOrEqual(8)
  await page.getByText('What the columns mean').click()
  await page.getByText('Share of the dictionary that no sample lights').waitFor()
})

it('sorts by a column, by mouse and by keyboard, which the address holds', async () => {
  const page = await app.open('/compare')
  await page.getByRole('button', { name: 'FVE image' }).click()
  const column = page.getByRole('columnheader', { name: 'FVE image' })
  expect(await column.getAttribute('aria-sort')).toBe('descending')
  const values = async () =>
    (await page.locator('tbody tr td:nth-of-type(2)').allInnerTexts()).map((text) =>
      Number.parseFloat(text.replace('−', '-')),
    )
  const down = await values()
  expect(down).toEqual(down.toSorted((a, b) => b - a))
  await page.reload()
  await settled(page)
  expect(await values()).toEqual(down)
  await page.getByRole('button', { name: 'FVE image' }).focus()
  await page.keyboard.press('Enter')
  expect(await column.getAttribute('aria-sort')).toBe('ascending')
  expect(await values()).toEqual(down.toReversed())
})

it('shows another measure over L0 and another model’s groups, which the address holds', async () => {
  const page = await app.open('/compare')
  await page.getByRole('radio', { name: 'Probe' }).check()
  await page.getByLabel('Model').selectOption('cross')
  await page.reload()
  await settled(page)
  expect(await page.getByRole('img', { name: /^probe accuracy by active concepts/ }).count()).toBe(
    1,
  )
  const map = page.getByRole('img', { name: /groups of Cross-modal, no mask for 63 classes/ })
  await map.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await page.getByText(/ for .*: [01]\.\d\d$/).innerText()).toMatch(/ for ship: /)
})

it('saves each as PNG, SVG and CSV', async () => {
  const page = await app.open('/compare')
  for (const name of ['comparison', 'l0-zero', 'modality-histograms', 'groups-cmgsae']) {
    const png = await exported(page, name, 'PNG')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.length).toBeGreaterThan(4000)
    const svg = (await exported(page, name, 'SVG')).toString()
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+"/)
    // Colours and sizes stand on their own, without the page's styles.
    expect(svg).not.toMatch(/var\(|class=|light-dark|color-mix/)
    const lines = (await exported(page, name, 'CSV')).toString().trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(6)
    expect(
      new Set(lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(',').length)).size,
    ).toBe(1)
  }
})

it('measures a run that was trained here beside them', async () => {
  const small = encodeURIComponent(JSON.stringify({ latents: 48, training: { epochs: 1 } }))
  const page = await app.open(`/train?preset=separate&set=${small}`)
  await page.getByRole('button', { name: /^Train/ }).click()
  await page
    .getByRole('listitem', { name: 'Separate SAEs 1' })
    .getByText('done', { exact: true })
    .waitFor()
  await page.getByRole('link', { name: 'Compare', exact: true }).click()
  await page.getByRole('rowheader', { name: 'Separate SAEs 1' }).waitFor()
  expect((await titles(page)).length).toBe(8)
})

it('keeps the main thread free while models change', async () => {
  const page = await app.open('/compare')
  const long = await longTasksDuring(page, async () => {
    for (const model of ['cross', 'separate', 'cmgsae']) {
      await page.getByLabel('Model').selectOption(model)
      await page.waitForTimeout(100)
    }
  })
  expect(long).toEqual([])
})

it('has nothing serious for axe, in both themes, and fits narrow screens', async () => {
  const viewport = { width: 390, height: 844 }
  const page = await app.open('/compare', { reducedMotion: 'reduce', viewport })
  expect(await violationsInBothThemes(page)).toEqual([])
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(beyond).toBe(0)
})
