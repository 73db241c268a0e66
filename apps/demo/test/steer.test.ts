import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { bigRun } from './support/big-run.ts'
import {
  DIST,
  longTasksDuring,
  seriousViolations,
  settled,
  tabStops,
  useApp,
  violationsInBothThemes,
} from './support/index.ts'

const app = useApp()

const START = '/steer?sample=7'
const STEERED = '/steer?sample=7&edits=c8-add5_g22-add3_g16-add0&controls=true'

const said = (page: Page) => page.getByRole('status').filter({ hasText: /moves?|changed/ })
const hash = (page: Page) => new URL(page.url()).hash
const kept = (page: Page) => page.getByText(/^likeness to before/).allInnerTexts()
const bars = (page: Page) =>
  page.getByRole('table', { name: /^Cosine of the reconstruction/ }).innerText()

it('starts with the strongest groups, at rest', async () => {
  const page = await app.open(START)
  const concepts = page.getByRole('list', { name: 'Steered concepts' })
  expect(await concepts.getByRole('slider').count()).toBe(4)
  expect(await said(page).innerText()).toContain('Nothing is changed yet')
  expect(await kept(page)).toEqual(Array(3).fill('likeness to before 1.00'))
  for (const name of ['image', 'audio', 'text']) {
    const nearest = page.getByRole('region', { name: `Nearest in ${name}` })
    expect(await nearest.getByRole('listitem').count()).toBe(6)
  }
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
})

it('is steered by mouse: a concept is found, slid, and all of it is in the address', async () => {
  const page = await app.open(START)
  const before = await bars(page)
  await page.getByRole('combobox', { name: 'Add a concept' }).click()
  await page.getByRole('combobox', { name: 'Add a concept' }).fill('dog')
  await page.getByRole('listbox', { name: 'Add a concept' }).getByRole('option').first().click()
  await page.waitForURL(/edits=c8-add1_/)
  await said(page)
    .filter({ hasText: /^dog moves by/ })
    .waitFor()
  expect(await bars(page)).not.toBe(before)

  const slider = page.getByRole('slider', { name: 'dog', exact: true })
  const box = (await slider.boundingBox())!
  await page.mouse.move(box.x + 0.6 * box.width, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 20 })
  await page.mouse.up()
  await page.waitForURL(/edits=c8-add5_/)

  await page.reload()
  await settled(page)
  expect(await page.getByRole('slider', { name: 'dog', exact: true }).inputValue()).toBe('5')
  await said(page)
    .filter({ hasText: /^dog moves by/ })
    .waitFor()

  await page.getByLabel('What is done with dog').selectOption('Off')
  await page.waitForURL(/edits=c8-off_/)
  expect(await page.getByRole('slider', { name: 'dog', exact: true }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Take dog away' }).click()
  await said(page).filter({ hasText: 'Nothing is changed yet' }).waitFor()
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.waitForFunction(() => !location.hash.includes('edits='))
})

it('is steered by keyboard, a step of undo for each change', async () => {
  const page = await app.open(START)
  const field = page.getByRole('combobox', { name: 'Add a concept' })
  await field.focus()
  await page.keyboard.type('rain')
  await page.keyboard.press('Enter')
  await page.waitForURL(/edits=c\d+-add1_/)
  const added = hash(page)

  const slider = page.getByRole('slider', { name: 'rain', exact: true })
  await slider.focus()
  // Keys in quick succession are one step.
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await page.waitForURL(/-add1\.3_/)
  const slid = hash(page)
  const moved = await bars(page)

  await page.keyboard.press('Control+z')
  await page.waitForFunction((old) => location.hash === old, added)
  await page.keyboard.press('Control+z')
  await page.waitForFunction(() => !location.hash.includes('edits='))
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)

  await page.getByRole('button', { name: 'Redo' }).press('Enter')
  await page.waitForFunction((old) => location.hash === old, added)
  await page.keyboard.press('Control+Shift+z')
  await page.waitForFunction((old) => location.hash === old, slid)
  await page.waitForFunction(
    (old) => [...document.querySelectorAll('table')].some(({ innerText }) => innerText === old),
    moved,
  )
  // In a field of text, Ctrl+Z is the field's own.
  await field.focus()
  await page.keyboard.press('Control+z')
  expect(hash(page)).toBe(slid)
})

it('shows random groups and turned signs a click away, others at another click', async () => {
  const page = await app.open('/steer?sample=7&edits=c8-add3')
  const rows = page.getByRole('table', { name: /^Change of the cosine/ }).getByRole('row')
  expect(await rows.count()).toBe(2)
  await page.getByRole('button', { name: 'Show controls' }).click()
  await page.waitForURL(/controls=true/)
  await rows.nth(3).waitFor()
  const random = rows.filter({ hasText: 'Random groups' })
  await random.filter({ hasText: /meant[+−]?\d/ }).waitFor()
  const first = await random.innerText()
  await page.getByRole('button', { name: 'Other groups' }).click()
  await page.waitForURL(/seed=1/)
  await page.waitForFunction(
    (old) => ![...document.querySelectorAll('tr')].some(({ innerText }) => innerText === old),
    first,
  )
  // What is switched off has no opposite.
  const off = await app.open('/steer?sample=7&edits=c8-off&controls=true')
  await off.getByText('only of what is added').first().waitFor()
})

it('gives a command that does the same', async () => {
  const page = await app.open('/steer?sample=7&edits=g22-add5_g16-off_l41-set3&copy=cli')
  await page.waitForFunction(() => document.body.innerText.includes('cmgsae steer'))
  const command = await page.getByRole('region', { name: 'To copy' }).innerText()
  const words = [...command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|(\S+)/g)]
    .map(([, quoted, plain]) => quoted ?? plain!)
    .slice(2)
  const world = join(DIST, 'world')
  const main = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [
    main,
    'steer',
    ...words.map((word) => (word === 'RUN' ? join(world, 'runs/cmgsae/run') : word)),
    ...['image', 'audio', 'text'].flatMap((name) => [
      '--modality',
      `${name}=${join(world, `${name}.npy`)}`,
    ]),
    '--json',
  ])
  const { shifts } = JSON.parse(stdout) as { shifts: { modality: string; kept: number }[] }
  expect(await kept(page)).toEqual(
    shifts.map((shift) => `likeness to before ${shift.kept.toFixed(2)}`),
  )
})

it('copies the edits as TypeScript and JSON', async () => {
  const page = await app.open('/steer?sample=7&edits=c8-add2', {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const copied = async () => {
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  expect(await copied()).toContain('// Adds 2×: dog.')
  await page.getByRole('tab', { name: 'TypeScript' }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.waitForURL(/copy=json/)
  const json = JSON.parse(await copied()) as { of: unknown; edits: unknown[] }
  expect(json.of).toEqual({ sample: 7 })
  expect(json.edits).toEqual([
    { kind: 'boost', target: { kind: 'class', index: 8, name: 'dog' }, amount: 2 },
  ])
})

it('starts from another sample, or from words, and keeps the edits', async () => {
  const page = await app.open('/steer?sample=7&edits=c8-add2')
  await page.getByRole('combobox', { name: 'Find a sample' }).fill('#12')
  await page.getByRole('listbox', { name: 'Find a sample' }).getByRole('option').first().click()
  await page.waitForURL(/sample=12/)
  expect(hash(page)).toContain('edits=c8-add2')

  await page.getByText('Your words').click()
  await page.getByLabel('A few words').fill('a dog is barking')
  await page.keyboard.press('Enter')
  await page.waitForURL(/text=/)
  await page.locator('q', { hasText: 'a dog is barking' }).waitFor()
  await settled(page)
  await said(page)
    .filter({ hasText: /^dog moves by/ })
    .waitFor()
  await page.getByRole('tab', { name: 'Command line' }).click()
  await page.getByText('The command line and its server steer samples').waitFor()
})

it('says in one line what is wrong with an address', async () => {
  const page = await app.open('/steer?sample=7&edits=g999-add1_g22-add1')
  expect(await page.getByRole('alert').innerText()).toMatch(/has no group 999; .*reset them$/)
  const lost = await app.open('/steer?sample=99999')
  expect(await lost.getByRole('alert').first().innerText()).toMatch(/there is no sample 99999/)
})

it('keeps the main thread free while sliding, with 10,000 samples and 8,192 latents', async () => {
  const run = await bigRun()
  try {
    const page = await app.open('/steer')
    await page.getByTestId('run-files').setInputFiles(run.folder)
    await page.waitForURL(/concepts/, { timeout: 80_000 })
    await page.getByRole('link', { name: 'Steer', exact: true }).click()
    await page.locator('h1', { hasText: 'Steer' }).waitFor()
    await settled(page)
    const slider = page.getByRole('list', { name: 'Steered concepts' }).getByRole('slider').first()
    // The first move also finds out which classes the concepts are of.
    await slider.press('ArrowRight')
    await said(page).filter({ hasText: / by / }).waitFor()
    await page.evaluate(() => performance.clearMeasures('steer'))

    const box = (await slider.boundingBox())!
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + box.width / 2, y)
    const long = await longTasksDuring(page, async () => {
      await page.mouse.down()
      for (const share of [1, 0, 1]) {
        await page.mouse.move(box.x + share * box.width, y, { steps: 60 })
      }
      await page.mouse.up()
      await page.waitForURL(/-add5_/)
    })
    const answers = await page.evaluate(() =>
      performance.getEntriesByName('steer').map(({ duration }) => duration),
    )
    const median = answers.sort((a, b) => a - b)[answers.length >> 1]!
    console.log(`${answers.length} answers of 180 moves, ${median.toFixed(1)} ms in the middle`)
    expect(long).toEqual([])
    // They follow the hand all along, and the last is about where it came to rest.
    expect(answers.length).toBeGreaterThan(20)
    expect(await slider.inputValue()).toBe('5')
  } finally {
    await run.remove()
  }
})

it('is reached by keyboard and has nothing serious for axe, in both themes', async () => {
  const page = await app.open(STEERED, { reducedMotion: 'reduce' })
  const stops = await tabStops(page, 80)
  for (const name of ['Another sample', 'Take dog away', 'Hide controls', 'To copy', 'Copy']) {
    expect(stops).toContain(name)
  }
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.getByRole('combobox', { name: 'Add a concept' }).fill('a')
  expect(await seriousViolations(page)).toEqual([])
})

it('does not move what is there while sliding', async () => {
  const page = await app.open(STEERED, {
    before: () => {
      Object.assign(globalThis, { shift: 0 })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
          ;(globalThis as unknown as { shift: number }).shift += entry.value
        }
      }).observe({ type: 'layout-shift', buffered: true })
    },
  })
  await page.getByRole('slider', { name: 'dog', exact: true }).focus()
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft')
  await page.waitForURL(/c8-add3\.8/)
  const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)
  expect(shift).toBeLessThan(0.1)
})
