import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createWasm } from '@cmgsae/tensor'
import { CHROMIUM_FLAGS, findChromium, ISOLATED } from '@cmgsae/vitest/chromium'
import { build } from 'esbuild'
import { chromium, type Browser } from 'playwright-core'
import type { Question } from './browser/worker.ts'
import { round, time, type EngineRow, type Section, type Timing } from './row.ts'
import { createStep, usualSizes } from './workload.ts'

type Answer = (Timing & { readonly backend: string; readonly threads: number }) | { error: string }

/** A training step in headless Chromium, from a minified bundle, between two of the same in Node. */
export const browser: Section = async function* ({ quick, note, signal }) {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    yield { name: 'browser', backend: 'chromium', absent: 'no Chromium: set CHROMIUM to its path' }
    return
  }
  const size = usualSizes(quick)
  const runs = quick ? 5 : 15
  const program = await bundle()
  const chrome = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
  try {
    for (const { isolated, threads } of [
      { isolated: true, threads: 2 },
      { isolated: true, threads: 1 },
      { isolated: false, threads: 1 },
    ]) {
      const inNode = async () => {
        note(`step in Node, ${threads} threads`)
        const backend = await createWasm({ threads, variant: 'plain', screen: true })
        const { step } = await createStep(backend, size)
        const { ms } = await time(step, { runs, signal })
        backend.dispose()
        return ms
      }
      const before = await inNode()
      note(`step in Chromium, ${threads} threads${isolated ? ', isolated' : ''}`)
      const answer = await ask(chrome, program, isolated, { threads, sizes: size, runs })
      if ('error' in answer) throw new Error(`Chromium answered: ${answer.error}`)
      const nodeMs = Math.min(before, await inNode())
      yield {
        name: 'browser',
        variant: `Chromium ${chrome.version().split('.')[0]}${isolated ? ', isolated' : ''}`,
        ...size,
        ...answer,
        nodeMs,
        timesNode: round(nodeMs / answer.ms),
      } satisfies EngineRow
    }
  } finally {
    await chrome.close()
  }
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('browser/worker.ts', import.meta.url))],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

/** Starts the program in a worker of a page that is isolated or not. */
async function ask(
  chrome: Browser,
  program: string,
  isolated: boolean,
  question: Question,
): Promise<Answer> {
  const headers = isolated ? ISOLATED : {}
  const server = createServer(({ url }, response) => {
    const [type, body] =
      url === '/worker.js' ? ['text/javascript', program] : ['text/html', '<!doctype html>']
    response.writeHead(200, { 'Content-Type': type, ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const page = await chrome.newPage()
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return await page.evaluate(
      (asked) =>
        new Promise<Answer>((resolve) => {
          const worker = new Worker('/worker.js')
          worker.addEventListener('message', ({ data }) => resolve(data as Answer))
          worker.addEventListener('error', ({ message }) => resolve({ error: message }))
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker
          worker.postMessage(asked)
        }),
      question,
    )
  } finally {
    await page.close()
    server.close()
    server.closeAllConnections()
  }
}
