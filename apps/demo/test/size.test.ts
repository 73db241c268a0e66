import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { DIST, settled, useApp } from './support/index.ts'

/** Kilobytes, gzipped, before Home can be seen. */
const BUDGET = { page: 130, workers: 130, fonts: 110, data: 1500 }

const app = useApp()

interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>
const kilobytes = (file: string) => gzipSync(readFileSync(join(DIST, file))).length / 1000

/** A chunk's files, with all that it imports at once. */
function filesOf(name: string, found = new Set<string>()): Set<string> {
  const { file, css = [], imports = [] } = manifest[name]!
  if (found.has(file)) return found
  for (const own of [file, ...css]) found.add(own)
  for (const next of imports) filesOf(next, found)
  return found
}

it('stays within the budget of the first load', () => {
  const page = new Set([...filesOf('index.html'), ...filesOf('src/rooms/home/room.tsx')])
  const total = [...page].reduce((sum, file) => sum + kilobytes(file), 0)
  expect(total).toBeLessThan(BUDGET.page)
})

it('stays within it in the workers that Home starts, and in its type', () => {
  const assets = (pattern: string) => {
    const found = globSync(`assets/${pattern}`, { cwd: DIST })
    expect(found.length).toBeGreaterThan(0)
    return found.reduce((sum, file) => sum + kilobytes(file), 0)
  }
  expect(assets('{engine,media}.worker-*.js')).toBeLessThan(BUDGET.workers)
  expect(assets('{ibm-plex-sans,newsreader}-latin-wght-normal-*.woff2')).toBeLessThan(BUDGET.fonts)
})

it('loads for Home what Home shows, each thing once, from the start', async () => {
  const page = await app.open('/', { fresh: true })
  const urls: string[] = []
  page.on('request', (request) => void urls.push(request.url()))
  await page.reload()
  await settled(page)
  const files = urls.filter((url) => url.startsWith('http')).map((url) => url.replace(app.url, ''))
  const names = files.map((file) => file.replace(/-[\w-]{8}\./, '.').replace(/^assets\//, ''))
  expect(names.toSorted()).toEqual(
    [
      '',
      'asked.js',
      'controls.js',
      'engine.worker.js',
      'ibm-plex-sans-latin-wght-normal.woff2',
      'index.css',
      'index.js',
      'media.worker.js',
      'newsreader-latin-wght-normal.woff2',
      'resolve-colour.js',
      'rolldown-runtime.js',
      'room.js',
      'samples.js',
      'select.js',
      'world/audio.npy',
      'world/image.npy',
      'world/index.json',
      'world/runs/cmgsae/layout.npy',
      'world/runs/cmgsae/run/config.json',
      'world/runs/cmgsae/run/model.safetensors',
      'world/runs/cmgsae/tables.json',
      'world/runs/cmgsae/view.json',
      'world/samples.json',
      'world/text.npy',
    ].toSorted(),
  )
  const data = files.filter((file) => file.startsWith('world/'))
  expect(data.reduce((sum, file) => sum + kilobytes(file), 0)).toBeLessThan(BUDGET.data)
  // None waits for the page's own code, or for another.
  const begun = await page.evaluate(() => Object.keys((globalThis as { early?: object }).early!))
  expect(begun).toEqual(['engine', 'media'])
})

it('brings each other room in a piece of its own', () => {
  const first = new Set([...filesOf('index.html'), ...filesOf('src/rooms/home/room.tsx')])
  for (const room of ['concepts', 'sample', 'steer', 'search', 'train', 'compare']) {
    expect(first.has(manifest[`src/rooms/${room}/room.tsx`]!.file)).toBe(false)
  }
})
