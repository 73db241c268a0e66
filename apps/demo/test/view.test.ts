import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWorld, encodeWav, SAMPLE_RATE } from '@cmgsae/world'
import { expect, it, onTestFinished } from 'vitest'
import { DIST, runsOnDisk, settled, useApp } from './support/index.ts'

const CLI = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url))
/** Samples with a picture and a sound of their own; the others share these. */
const OWN = 3

const runs = runsOnDisk()
const app = useApp()

it('opens what cmgsae view serves: concepts of the run, pictures and sounds of its samples', async () => {
  const folder = runs.save('viewed', { samples: true })
  const list = writeMedia(folder)
  const address = await view(folder, list)

  const page = await app.open('/', { early: true, fresh: true })
  const failures: Error[] = []
  page.on('pageerror', (error) => failures.push(error))
  await page.goto(address)
  await settled(page)
  const run = page.getByLabel('Run', { exact: true }).locator('option:checked')
  expect(await run.innerText()).toBe('viewed')
  expect(await page.getByRole('row').count()).toBeGreaterThan(5)

  await page.goto(address.replace('/concepts?', '/?sample=1&'))
  await page.locator('section q').waitFor()
  const picture = page.locator('main img').first()
  expect(await picture.getAttribute('src')).toMatch(/^http:.*\/run\/.*\.svg$/)
  await page.waitForFunction(
    () => document.querySelector<HTMLImageElement>('main img')!.naturalWidth > 0,
  )
  await page.getByRole('button', { name: /^Play/ }).first().click()
  await page.getByRole('button', { name: /^Pause/ }).waitFor()
  expect(failures).toEqual([])
})

it('steers over HTTP as it does on the page, where samples are a choice of the run’s too', async () => {
  const folder = runs.save('asked', { samples: true })
  const address = await view(folder, writeMedia(folder), ['--samples=300'])
  const page = await app.open('/', { early: true, fresh: true })
  await page.goto(address.replace('/concepts?', '/steer?sample=7&copy=http&'))
  await settled(page)
  const concepts = page.getByRole('list', { name: 'Steered concepts' })
  for (const at of [0, 1]) await concepts.getByRole('slider').nth(at).press('End')
  const command = page.getByRole('region', { name: 'To copy' })
  await command.filter({ hasText: 'curl' }).waitFor()
  const [, url, body] = /^curl (\S+).*--data '(.*)'$/s.exec(await command.innerText())!
  const answer = await fetch(url!, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: body!,
  })
  const { sample, shifts } = (await answer.json()) as {
    sample: string
    shifts: { kept: number }[]
  }
  const { captions } = await (await fetch(new URL('/run/samples.json', url))).json()
  expect(sample).toBe(captions[7])
  const kept = await page.getByText(/^likeness to before/).allInnerTexts()
  expect(kept).toHaveLength(3)
  // The usual strength of a concept is told from all samples there, and from those shown here.
  for (const [s, shift] of shifts.entries()) {
    expect(Math.abs(Number(kept[s]!.split(' ').at(-1)) - shift.kept)).toBeLessThan(0.03)
  }
})

/** Pictures and sounds beside a run, and the table that names them. */
function writeMedia(folder: string): string {
  const { captions } = JSON.parse(readFileSync(join(DIST, 'world/samples.json'), 'utf8')) as {
    captions: readonly string[]
  }
  const world = createWorld({ seed: 0 })
  mkdirSync(join(folder, 'media'))
  for (let n = 0; n < OWN; n++) {
    const { svg, sound } = world.sample(n)
    writeFileSync(join(folder, `media/${n}.svg`), svg)
    writeFileSync(join(folder, `media/${n}.wav`), encodeWav(sound, SAMPLE_RATE))
  }
  const rows = captions.map((text, n) => `media/${n % OWN}.svg,media/${n % OWN}.wav,"${text}"`)
  const list = join(folder, 'list.csv')
  writeFileSync(list, ['image,audio,caption', ...rows].join('\n'))
  return list
}

/** Starts the command on the app that is tested, and ends it with the test; resolves to its address. */
function view(folder: string, list: string, more: readonly string[] = []): Promise<string> {
  const modalities = ['image', 'audio', 'text'].flatMap((name) => [
    `--modality=${name}=${join(folder, `${name}.npy`)}`,
  ])
  const args = [
    CLI,
    'view',
    folder,
    ...modalities,
    `--metadata=${list}`,
    '--no-open',
    '--port=0',
    ...more,
  ]
  const child = spawn(process.execPath, args, { env: { ...process.env, CMGSAE_APP: DIST } })
  onTestFinished(async () => {
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  })
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (text: Buffer) => {
      said += text.toString()
      const found = /http:\/\/localhost:\d+\/\S+/.exec(said)?.[0]
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', (text: Buffer) => void (said += text.toString()))
    child.once('close', () => reject(new Error(said)))
  })
}
