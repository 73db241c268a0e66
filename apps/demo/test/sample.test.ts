import { readFileSync } from 'node:fs'
import { createWorld, encodeWav, SAMPLE_RATE } from '@cmgsae/world'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { DIST, longTasksDuring, settled, useApp, violationsInBothThemes } from './support/index.ts'

interface Table {
  readonly world: number
  readonly captions: readonly string[]
  readonly classes: readonly string[]
  readonly labels: readonly number[]
}

const app = useApp()
let world: Table
beforeAll(() => {
  world = JSON.parse(readFileSync(`${DIST}/world/samples.json`, 'utf8')) as Table
})

/** What the address holds after the #. */
const held = (page: Page) =>
  Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.split('?')[1]))

const groups = (page: Page) => page.getByRole('list', { name: 'Groups' })

/** The encoders take their time to start on a busy machine. */
async function embedded(page: Page): Promise<void> {
  await page.waitForTimeout(100)
  await settled(page)
}

const sound = (sample: number) => {
  const samples = createWorld({ seed: world.world }).sample(sample).sound
  return Buffer.from(encodeWav(samples, SAMPLE_RATE))
}

async function give(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  await page.getByTestId('asked-file').setInputFiles({ name, mimeType, buffer })
  await embedded(page)
}

it('finds a sample by its caption and takes it apart, by mouse', async () => {
  const page = await app.open('/sample')
  await page.getByRole('searchbox', { name: 'Find a sample' }).fill('cow mooing')
  await page.waitForFunction(() =>
    /^\d+ of /.test(document.querySelector('p[role=status]')!.textContent),
  )
  const tile = page.getByRole('listbox', { name: 'Samples' }).getByRole('option').nth(1)
  const caption = (await tile.getAttribute('aria-label'))!
  expect(caption).toMatch(/cow/i)
  await tile.click()
  await page.waitForFunction(
    (words) => document.querySelector('figure q')?.textContent === words,
    caption,
  )
  await settled(page)
  const { sample, find } = held(page)
  expect(find).toBe('cow mooing')
  expect(world.captions[Number(sample)]).toBe(caption)

  // What the groups bring to the picture are shares of it.
  const shares = await groups(page)
    .getByText(/% of the image$/)
    .allInnerTexts()
  const all = shares.reduce((sum, text) => sum + Number.parseInt(text.replace('−', '-'), 10), 0)
  expect(Math.abs(all - 100)).toBeLessThanOrEqual(shares.length / 2 + 1)
})

it('goes by keyboard from sample to sample and into a concept, which a reload keeps', async () => {
  const page = await app.open('/sample?sample=3')
  await page.getByRole('listbox', { name: 'Samples' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.waitForURL(/sample=5\b/)
  // The address is there before the sample is.
  await page.waitForFunction(
    (words) => document.querySelector('figure q')?.textContent === words,
    world.captions[5],
  )
  await embedded(page)
  const concept = groups(page).getByRole('button', { expanded: false }).first()
  const name = await concept.innerText()
  await concept.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/open=\d+/)
  await settled(page)
  await page.reload()
  await settled(page)
  const opened = groups(page).getByRole('button', { expanded: true })
  expect(await opened.innerText()).toBe(name)
  expect(await page.getByText('What lights this concept most').count()).toBe(1)
  await opened.focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => !location.hash.includes('open='))
})

it('rebuilds it in another modality, from one alone', async () => {
  const page = await app.open('/sample?sample=5')
  await page.getByRole('radio', { name: 'audio' }).last().check()
  await page.getByText('Rebuilt as audio').waitFor()
  await page.getByRole('group', { name: 'Taken from' }).getByRole('radio', { name: 'text' }).check()
  // Words alone have no embedding of a sound to be compared with.
  await page.getByText('Rebuilt as audio', { exact: true }).waitFor()
  expect(held(page)).toMatchObject({ of: 'text', into: 'audio' })
})

it('takes a picture that is dropped anywhere in the room', async () => {
  const page = await app.open('/sample?sample=5')
  const picture = await page.locator('figure img').first().screenshot()
  const dropped = await page.evaluateHandle(
    (bytes) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(bytes)], 'dropped.png', { type: 'image/png' }))
      return data
    },
    [...picture],
  )
  const room = page.getByRole('heading', { name: 'Sample', exact: true })
  await room.dispatchEvent('dragover', { dataTransfer: dropped })
  await page.getByText('Drop it to ask about it').waitFor()
  await room.dispatchEvent('drop', { dataTransfer: dropped })
  await page.waitForURL(/file=dropped.png/)
  await embedded(page)
  expect(await page.getByText('dropped.png').count()).toBe(1)
  expect(await groups(page).count()).toBe(1)
})

it('says in one line what is wrong with a file', async () => {
  const page = await app.open('/sample?by=file')
  for (const [name, type, bytes, said] of [
    ['empty.png', 'image/png', '', 'empty.png is not an image that can be read: it is empty'],
    ['words.png', 'image/png', 'hello', 'words.png is not an image that can be read'],
    ['words.wav', 'audio/wav', 'hello', 'words.wav: no wav, flac, ogg'],
    ['paper.pdf', 'application/pdf', 'hello', 'paper.pdf is neither a picture nor a sound'],
  ] as const) {
    await give(page, name, type, Buffer.from(bytes))
    const lines = await page.getByRole('alert').allInnerTexts()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^${said.replaceAll('.', '\\.')}[^\\n]*$`))
    expect(await groups(page).count()).toBe(0)
  }
})

it('takes typed words apart, by keyboard', async () => {
  const page = await app.open('/sample?by=words')
  await page.getByRole('textbox', { name: 'A few words' }).focus()
  await page.keyboard.type('the sound of a cow')
  await page.keyboard.press('Enter')
  await page.waitForURL(/text=the/)
  await embedded(page)
  expect(await groups(page).getByRole('button', { name: /^cow/ }).count()).toBeGreaterThan(0)
})

// After the others that embed: its reload ends the encoders, whose start takes longest.
it('takes a sound apart that it is given, as the sample it is', async () => {
  const page = await app.open('/sample?by=file')
  await give(page, 'mine.wav', 'audio/wav', sound(12))
  const heard = page.getByRole('heading', { name: 'What lights the same concepts' })
  const nearest = page.locator('section', { has: heard }).getByRole('button', { name: /^Play/ })
  expect(await nearest.first().getAttribute('aria-label')).toBe(`Play ${world.captions[12]}`)
  expect(await page.getByRole('button', { name: 'Play mine.wav' }).count()).toBe(1)

  // The address can name it, not hold it.
  expect(held(page)).toEqual({ file: 'mine.wav' })
  await page.reload()
  await settled(page)
  expect(await page.locator('main').innerText()).toContain('mine.wav is not here any more')
})

it('says which samples there are when an address asks for none of them', async () => {
  const page = await app.open('/sample?sample=99999')
  expect(await page.getByRole('alert').innerText()).toMatch(
    /^there is no sample 99999; the run has \d+, counted from 0$/,
  )
})

it('has nothing serious for axe, in both themes, with a concept open', async () => {
  const page = await app.open('/sample?sample=5', { reducedMotion: 'reduce' })
  await groups(page).getByRole('button', { expanded: false }).first().click()
  await settled(page)
  expect(await violationsInBothThemes(page)).toEqual([])
})

it('keeps the main thread free while samples are searched and scrolled', async () => {
  const page = await app.open('/sample?sample=5')
  const long = await longTasksDuring(page, async () => {
    await page.getByRole('searchbox', { name: 'Find a sample' }).pressSequentially('a dog')
    const list = page.getByRole('listbox', { name: 'Samples' })
    await list.focus()
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await settled(page)
  })
  expect(long).toEqual([])
})
