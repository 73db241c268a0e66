import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { partitionFromJSON, type PartitionJSON } from '@cmgsae/regularizers'
import { bigRun } from './support/big-run.ts'
import {
  DIST,
  longTasksDuring,
  settled,
  tabStops,
  useApp,
  violationsInBothThemes,
} from './support/index.ts'

const app = useApp()

/** Where WebGL draws in software, pixels are time. */
const SMALL = { width: 1024, height: 640 }

const hash = (page: Page) => new URL(page.url()).hash
const table = (page: Page) => page.getByRole('table')
const row = (page: Page, at: number) => page.locator(`[data-at="${at}"]`)
const heading = (page: Page) => page.locator('main h1')
const canvas = (page: Page) => page.getByRole('application', { name: /^Map of/ })
const pickedOf = (page: Page) => /picked=([^&]*)/.exec(hash(page))?.[1]

/** The numbers of a column as they are shown. */
const column = async (page: Page, at: number) =>
  (await table(page).locator(`[data-at] > :nth-child(${at})`).allInnerTexts()).map((text) =>
    Number.parseFloat(text),
  )

it('lists groups and latents, sorts and finds them, and keeps all that in the address', async () => {
  const page = await app.open('/concepts')
  await row(page, 3).waitFor()
  const fires = await column(page, 6)
  expect(fires).toEqual(fires.toSorted((a, b) => b - a))

  await page.getByText('Latents', { exact: true }).first().click()
  await page.waitForURL(/view=latents/)
  await page.getByRole('button', { name: 'audio' }).click()
  await page.waitForURL(/sort=-score\+audio|sort=-score%20audio/)
  // Rows follow once they are sorted.
  await expect.poll(async () => (await column(page, 6))[0]).toBe(100)
  const scores = await column(page, 6)
  expect(scores.length).toBeGreaterThan(8)
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))

  await page.getByRole('searchbox').fill('bell')
  await page.waitForURL(/find=bell/)
  await page.getByText(/^\d+ of 512 latents$/).waitFor()
  const count = await page.getByText(/^\d+ of 512 latents$/).innerText()
  expect((await row(page, 0).innerText()).toLowerCase()).toContain('bell')

  await page.reload()
  await settled(page)
  expect(await page.getByText(/^\d+ of 512 latents$/).innerText()).toBe(count)
  expect(await page.getByRole('searchbox').inputValue()).toBe('bell')

  await page.getByRole('searchbox').fill('nothing is called this')
  await page.getByText('No latent is like that').waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()
  await row(page, 0).waitFor()
})

it('goes from a row to its concept and back by keyboard, and picks with the space bar', async () => {
  const page = await app.open('/concepts?view=latents')
  await row(page, 0).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await row(page, 2).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Space')
  await page.getByText('1 latent picked').waitFor()
  expect(await row(page, 2).getByRole('checkbox').isChecked()).toBe(true)
  expect(pickedOf(page)).toMatch(/^(%22)?\d+/)

  const label = await row(page, 2).getAttribute('aria-label')
  await page.keyboard.press('Enter')
  await page.waitForURL(/latent=\d+/)
  expect(label).toBe(
    `${await heading(page).innerText()}, latent ${/latent=(\d+)/.exec(hash(page))![1]}`,
  )
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')

  await page.goBack()
  await row(page, 2).and(page.locator(':focus')).waitFor()
})

it('tells of a concept what lights it, how strongly, for which classes, and what is near', async () => {
  const page = await app.open('/concepts?latent=86')
  const pictures = page.getByRole('list', { name: 'Samples that light it most in image' })
  await pictures.getByRole('img').nth(11).waitFor()
  const sounds = page.getByRole('list', { name: 'Samples that light it most in audio' })
  expect(await sounds.getByRole('button', { name: /^Play/ }).count()).toBe(5)
  const words = page.getByRole('list', { name: 'Samples that light it most in text' })
  expect(await words.getByRole('link').count()).toBe(6)
  expect(await page.getByRole('figure', { name: /^Histogram of its activation/ }).count()).toBe(3)
  for (const [title, rows] of [
    ['Classes', 8],
    ['Neighbours', 8],
    ['In the same group', 16],
  ] as const) {
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name: title }) })
    expect(await card.getByRole('listitem').count()).toBe(rows)
  }
  const text = await page.locator('main').innerText()
  expect(text).toMatch(/It fires in [\d.]+\s% of the samples, most of all .+ \(\d+\s%\)/)

  await page.getByRole('button', { name: 'Next latent' }).click()
  await page.waitForURL((url) => /latent=\d+/.test(url.hash) && !url.hash.includes('latent=86'))
  await settled(page)
  await page.reload()
  await settled(page)
  expect(await page.getByText(/^latent \d+ of the group/).innerText()).toContain(
    `latent ${/latent=(\d+)/.exec(hash(page))![1]} `,
  )
  await page.getByRole('link', { name: /./ }).and(page.locator('a.underline')).click()
  await page.waitForURL(/group=\d+/)
  expect(await page.getByText(/^group \d+, 16 latents/).count()).toBe(1)
})

it('renames and regroups, keeps it through a reload, and takes it back', async () => {
  const page = await app.open('/concepts?latent=86', { fresh: true })
  const own = await heading(page).innerText()
  await page.getByRole('button', { name: 'Rename' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('surf')
  await page.keyboard.press('Enter')
  await heading(page).getByText('surf').waitFor()

  await page.getByRole('button', { name: 'Move to another group' }).click()
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByText('the new group has no name; give it one').waitFor()
  await page.getByRole('textbox', { name: 'Its name' }).fill('water')
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByRole('link', { name: 'water' }).waitFor()

  await page.reload()
  await settled(page)
  expect(await heading(page).innerText()).toBe('surf')
  await page.getByRole('link', { name: 'water' }).click()
  await page.getByText('group 32, 1 latents').waitFor()
  const [taken] = groupNames()
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(taken!)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(`another group is called “${taken}” already`).waitFor()
  await page.getByRole('textbox', { name: 'Name' }).fill('waves')
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page).getByText('waves').waitFor()
  await page.keyboard.press('Control+z')
  await heading(page).getByText('water').waitFor()

  await page.getByRole('button', { name: 'All concepts' }).click()
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.getByText('32 groups', { exact: true }).waitFor()
  await page.goto(`${app.url}#/concepts?latent=86`)
  await settled(page)
  expect(await heading(page).innerText()).toBe(own)
})

it('exports groups as a partition, and takes them in again, but no others', async () => {
  const page = await app.open('/concepts?view=latents&picked=3-5.9', { fresh: true })
  await page.getByRole('textbox', { name: 'Its name' }).fill('mine')
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByRole('button', { name: 'Reset' }).waitFor()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ])
  const json = await readFile((await saved.path())!, 'utf8')
  const partition = partitionFromJSON(JSON.parse(json) as PartitionJSON)
  expect(partition.names[32]).toBe('mine')
  expect([...partition.of.keys()].filter((i) => partition.of[i] === 32)).toEqual([3, 4, 5, 9])

  const other = await app.open('/concepts', { fresh: true })
  const give = (content: string) =>
    other
      .getByTestId('groups-file')
      .setInputFiles({ name: 'g.json', mimeType: 'application/json', buffer: Buffer.from(content) })
  await give(json.slice(0, 100))
  await other.getByText('g.json is no complete JSON; choose a file that Export wrote').waitFor()
  await give('{"latents":2,"names":["a"],"lists":[[0,1]]}')
  await other.getByText('g.json groups 2 latents and this run has 512').waitFor()
  await give(json)
  await other.getByText('33 groups', { exact: true }).waitFor()
  await other.getByRole('searchbox').fill('mine')
  await row(other, 0).getByText('mine').waitFor()
  await other.getByRole('button', { name: 'Undo' }).click()
  await other.getByText('No group is like that').waitFor()
})

it('shows a map that is walked by keys and drawn around by lasso, and colours it', async () => {
  const page = await app.open('/concepts?view=map', { viewport: SMALL })
  await drawn(page)
  await canvas(page).focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForURL(/picked=/)
  const first = pickedOf(page)
  await page.getByRole('button', { name: /^Open latent/ }).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.waitForURL((url) => !url.hash.includes(`picked=${first}`))

  await lasso(page, canvas(page))
  await page.getByText(/^\d+ latents picked$/).waitFor()
  const many = await page.getByText(/^\d+ latents picked$/).innerText()
  expect(Number.parseInt(many)).toBeGreaterThan(10)
  await page.reload()
  await settled(page)
  await page.getByText(many).waitFor()

  const before = await canvas(page).screenshot()
  await page.getByRole('combobox', { name: 'Colour' }).selectOption('by audio score')
  await page.waitForURL(/colour=audio/)
  await page.getByText('only audio').waitFor()
  await drawn(page)
  expect(before.equals(await canvas(page).screenshot())).toBe(false)

  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('list', { name: 'Groups' }).getByRole('button').first().click()
  await page.getByText('16 latents picked').waitFor()
})

it('draws the map anew after its WebGL context was lost', async () => {
  const page = await app.open('/concepts?view=map', {
    viewport: SMALL,
    before: () => {
      const contexts: WebGLRenderingContext[] = []
      Object.assign(globalThis, { contexts })
      const { getContext } = HTMLCanvasElement.prototype
      HTMLCanvasElement.prototype.getContext = function (
        this: HTMLCanvasElement,
        ...args: never[]
      ) {
        const made = (getContext as (...all: never[]) => unknown).apply(this, args)
        if (made instanceof WebGLRenderingContext) contexts.push(made)
        return made
      } as typeof getContext
    },
  })
  await drawn(page)
  const count = await page.evaluate(() => {
    const { contexts } = globalThis as unknown as { contexts: WebGLRenderingContext[] }
    for (const context of contexts) context.getExtension('WEBGL_lose_context')!.loseContext()
    return contexts.length
  })
  expect(count).toBeGreaterThan(0)
  await page.waitForFunction(
    (lost) => (globalThis as unknown as { contexts: unknown[] }).contexts.length > lost,
    count,
  )
  await drawn(page)
  await lasso(page, canvas(page))
  await page.getByText(/^\d+ latents picked$/).waitFor()
})

it('says so where there is no WebGL, and what an address has that the run has not', async () => {
  const page = await app.open('/concepts?view=map', {
    before: () => {
      const { getContext } = HTMLCanvasElement.prototype
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string) {
        return kind.startsWith('webgl')
          ? null
          : (getContext as (name: string) => unknown).call(this, kind)
      } as typeof getContext
    },
  })
  await page.getByText('This browser draws no WebGL').waitFor()
  await page.goto(`${app.url}#/concepts?latent=512`)
  await page.getByText('This run has no latent 512').waitFor()
  await page.getByRole('button', { name: 'All concepts' }).click()
  await heading(page).getByText('Concepts').waitFor()
})

it('has nothing serious for axe, and all of it is reached by keyboard', async () => {
  for (const address of [
    '/concepts?view=latents&picked=1-3',
    '/concepts?view=map',
    '/concepts?latent=86',
    '/concepts?group=6',
  ]) {
    const page = await app.open(address, { viewport: SMALL, reducedMotion: 'reduce' })
    const found = await violationsInBothThemes(page)
    expect({ address, found }).toEqual({ address, found: [] })
  }
  const page = await app.open('/concepts?view=latents')
  const stops = await tabStops(page)
  for (const name of ['Import', 'Export', 'audio', 'Clearest class']) expect(stops).toContain(name)
  expect(stops.some((name) => /, latent \d+$/.test(name))).toBe(true)
})

it('keeps the main thread free with 8,192 latents and 10,000 samples', async () => {
  const big = await bigRun()
  try {
    const page = await app.open('/')
    await page.getByTestId('run-files').setInputFiles(big.folder)
    await page.waitForURL(/concepts.*run=files/, { timeout: 60_000 })
    await settled(page)
    await page.getByText('Latents', { exact: true }).first().click()
    await page.getByText('8192 latents', { exact: true }).waitFor()
    await settled(page)
    const tasks = await longTasksDuring(page, async () => {
      await table(page).hover()
      for (let i = 0; i < 15; i++) {
        await page.mouse.wheel(0, 3000)
        await page.waitForTimeout(40)
      }
      await page.getByRole('searchbox').pressSequentially('class 7', { delay: 60 })
      await page.getByText(/^\d+ of 8192 latents$/).waitFor()
      await page.getByRole('button', { name: 'image' }).click()
      await page.waitForURL(/sort=/)
    })
    expect(tasks).toEqual([])
  } finally {
    await big.remove()
  }
})

/** What the groups were called when the run was trained. */
function groupNames(): string[] {
  const config = readFileSync(join(DIST, 'world/runs/cmgsae/run/config.json'), 'utf8')
  return (JSON.parse(config) as { groups: string[] }).groups
}

/** Once the map has its points on it. */
async function drawn(page: Page): Promise<void> {
  await page.locator('canvas[aria-busy=false]').waitFor()
}

/** Draws around the middle of an element with Shift held. */
async function lasso(page: Page, element: Locator): Promise<void> {
  const { x, y, width, height } = (await element.boundingBox())!
  const at = (turn: number) => {
    const angle = 2 * Math.PI * turn
    return [
      x + width / 2 + 0.3 * height * Math.cos(angle),
      y + height / 2 + 0.3 * height * Math.sin(angle),
    ] as const
  }
  await page.keyboard.down('Shift')
  await page.mouse.move(...at(0))
  await page.mouse.down()
  for (let step = 1; step <= 24; step++) {
    await page.mouse.move(...at(step / 24))
    // The plot takes a point of the lasso every few milliseconds.
    await page.waitForTimeout(20)
  }
  await page.mouse.up()
  await page.keyboard.up('Shift')
}
