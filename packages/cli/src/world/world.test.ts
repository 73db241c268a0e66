import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadEmbeddings, loadMetadata } from '@cmgsae/data/node'
import { createWorld, encodeWav, rasterise, SAMPLE_RATE, spectrogram } from '@cmgsae/world'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../program.ts'
import { createTerminal } from '../terminal/terminal.ts'
import { cmgsae } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { encodeMask } from './encode-mask.ts'
import type { WorldManifest } from './manifest.ts'
import { sampleTable } from './sample-table.ts'

const path = temporaryFolder()
const world = createWorld({ seed: 3 })

/** Names and contents of all files. */
function digest(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('.'),
  )
  return Object.fromEntries(
    names.sort().map((name) => {
      const bytes = readFileSync(`${folder}/${name}`)
      return [name, createHash('sha256').update(bytes).digest('hex')]
    }),
  )
}

/** The command in this process, which takes a tenth of the time. */
async function here(...args: readonly string[]) {
  const [stdout, stderr]: [string[], string[]] = [[], []]
  const terminal = createTerminal(
    { write: (text) => stdout.push(text) },
    { write: (text) => stderr.push(text) },
    {},
  )
  const code = await runProgram(['world', ...args], terminal)
  return { code, stdout: stdout.join(''), stderr: stderr.join('') }
}

/** Sends a signal, once, when some of the samples are whole. */
function stopWith(signal: NodeJS.Signals) {
  let sent = false
  return {
    onStderr: (text: string, kill: (name: NodeJS.Signals) => void) => {
      if (sent || !/rendering +\d+ %/.test(text)) return
      sent = true
      kill(signal)
    },
  }
}

describe('cmgsae world', () => {
  const recipe = ['--samples', '64', '--seed', '3', '--size', '24']

  it(
    'writes what it says, and the same bytes after SIGINT, a kill and an extension',
    { timeout: 120_000 },
    async () => {
      const whole = await cmgsae(['world', path('whole'), ...recipe, '--json'])
      expect(whole.code).toBe(0)
      expect(JSON.parse(whole.stdout)).toMatchObject({ samples: 64, classes: 63, rendered: 64 })
      const files = digest(path('whole'))
      expect(Object.keys(files)).toHaveLength(2 * 64 + 4)

      const { svg, sound } = world.sample(50)
      const png = readFileSync(path('whole', 'images/000050.png'))
      expect(Buffer.compare(png, await rasterise(svg, { size: 24 }))).toBe(0)
      const wav = readFileSync(path('whole', 'sounds/000050.wav'))
      expect(Buffer.compare(wav, encodeWav(sound, SAMPLE_RATE))).toBe(0)

      const motion = await loadEmbeddings(path('whole', 'motion.npy'))
      expect([motion.rows, motion.cols]).toEqual([64, 450])
      expect(motion.data.subarray(50 * 450, 51 * 450)).toEqual(world.sample(50).motion.xyz)

      const manifest = JSON.parse(
        readFileSync(path('whole', 'world.json'), 'utf8'),
      ) as WorldManifest
      expect(manifest).toMatchObject({ format: 'cmgsae world', seed: 3, samples: 64, size: 24 })
      expect(manifest.classes).toEqual(world.classes)
      expect(manifest.complete).toBe(true)

      const killed = await cmgsae(['world', path('part'), ...recipe], stopWith('SIGKILL'))
      expect(killed.code).toBe(null)
      expect(existsSync(path('part', 'samples.csv'))).toBe(false)
      const there = readdirSync(path('part', 'sounds')).filter((name) =>
        name.endsWith('.wav'),
      ).length
      expect(there).toBeGreaterThan(0)
      expect(there).toBeLessThan(64)
      writeFileSync(path('part', 'images/000063.png.tmp'), 'half of a picture')

      const stopped = await cmgsae(['world', path('part'), ...recipe], stopWith('SIGINT'))
      expect(stopped.code).toBe(130)
      expect(stopped.stderr).toMatch(
        /cmgsae: stopped, \d+ of 64 samples are whole; the same command goes on\n$/,
      )
      const finished = await cmgsae(['world', path('part'), ...recipe, '--json'])
      const { rendered } = JSON.parse(finished.stdout) as { rendered: number }
      expect(rendered).toBeGreaterThan(0)
      expect(rendered).toBeLessThanOrEqual(64 - there)
      expect(digest(path('part'))).toEqual(files)
    },
  )

  it(
    'renders only what a larger world adds, and says when nothing is left',
    { timeout: 60_000 },
    async () => {
      const small = [path('grown'), '--seed', '3', '--size', '24', '--json', '--samples']
      const rendered = async (samples: string) =>
        (JSON.parse((await here(...small, samples)).stdout) as { rendered: number }).rendered
      expect(await rendered('8')).toBe(8)
      rmSync(path('grown', 'sounds/000002.wav'))
      expect(await rendered('12')).toBe(5)
      const motion = path('grown', 'motion.npy')
      rmSync(motion)
      writeFileSync(`${motion}.1-0-0.tmp`, 'half of it')
      expect(await rendered('12')).toBe(0)
      expect((await loadEmbeddings(motion)).rows).toBe(12)
      expect(existsSync(`${motion}.1-0-0.tmp`)).toBe(false)
    },
  )

  it(
    'refuses other worlds, fewer samples and folders of something else, each in a line',
    { timeout: 60_000 },
    async () => {
      const made = await here(path('one'), '--samples', '2', '--size', '24')
      expect(made.code).toBe(0)
      mkdirSync(path('mine'))
      writeFileSync(path('mine', 'letter.txt'), 'dear')
      const refusals = [
        [
          [path('one'), '--size', '24', '--seed', '9'],
          'holds a world of seed 0, this is seed 9: give another folder',
        ],
        [[path('one')], 'holds a world of size 24, this is size 96: give another folder'],
        [
          [path('one'), '--size', '24', '--samples', '1'],
          'holds 2 samples: ask for as many or more, or give another folder',
        ],
        [[path('mine')], 'is a folder that holds no world (letter.txt, …); give a new one'],
        [[path('mine', 'letter.txt')], 'is a file; give a folder to make'],
      ] as const
      for (const [args, said] of refusals) {
        const { code, stderr } = await here(...args)
        expect([code, stderr]).toEqual([1, `cmgsae: ${args[0]} ${said}\n`])
      }
      const usage = await here(path('two'), '--samples', '0')
      expect(usage.code).toBe(2)
      expect(usage.stderr).toMatch(/--samples is "0"; it must be a whole number from 1/)
    },
  )
})

describe('samples.csv', () => {
  it('is a list that the reader of metadata takes, captions with commas included', async () => {
    writeFileSync(path('samples.csv'), sampleTable(world, 200))
    const { rows } = await loadMetadata(path('samples.csv'))
    expect(rows).toHaveLength(200)
    for (const [n, row] of rows.entries()) {
      const { caption, label, group, concepts } = world.sample(n)
      expect(row).toMatchObject({ caption, label, group, image: `images/${row['id']}.png` })
      expect(row['seen']).toBe(
        concepts
          .filter(({ seen }) => seen)
          .map(({ name }) => name)
          .join('|'),
      )
    }
    expect(rows.some(({ caption }) => String(caption).includes(','))).toBe(true)
  })
})

describe('encodeMask', () => {
  it('is a png of a spectrogram, as wide as its frames and as high as its bands', () => {
    const png = encodeMask(spectrogram(world.sample(0).sound, { frames: 7, bands: 5 }))
    const header = new DataView(png.buffer, png.byteOffset)
    expect([...png.subarray(0, 4)]).toEqual([137, 80, 78, 71])
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([7, 5])
  })
})
