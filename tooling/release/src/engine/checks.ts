// The WebAssembly engine as strangers run it: in Node, bundled, in pages and in workers.
import { fileURLToPath } from 'node:url'
import { CHROMIUM_FLAGS, findChromium, ISOLATED } from '@cmgsae/vitest/chromium'
import { chromium, type Browser } from 'playwright-core'
import { bundleForBrowsers, bundleForNode, writePrograms } from '../bundles.ts'
import type { Check } from '../checks.ts'
import { command } from '../command.ts'
import { nodes } from '../nodes.ts'
import { serve } from '../serve.ts'
import { Skipped } from '../skipped.ts'
import type { Told } from './stranger/collect.ts'
import type { Outcome } from './stranger/trial.ts'

const PROGRAMS = fileURLToPath(new URL('stranger/', import.meta.url))

/** Plain ESM and one minified bundle, on the main thread and in a worker thread, under each Node. */
const inNode: Check = async ({ project }) => {
  await writePrograms(project, PROGRAMS, 'page.js')
  const programs = ['node.js', await bundleForNode(project)]
  const remarks: string[] = []
  for (const { path, version } of await nodes()) {
    for (const program of programs) {
      const outcomes = JSON.parse(await command(path, [program], { cwd: project })) as Outcome[]
      const threads = outcomes.map((outcome) => outcome.threads).join()
      if (threads !== '1,2,2') throw new Error(`Node ${version} gave ${threads} threads`)
      if (program === programs[0]) remarks.push(`${outcomes[1]!.name} in Node ${version}`)
    }
  }
  return remarks.join(', ')
}

const policy = (text: string) => ({ ...ISOLATED, 'Content-Security-Policy': text })

/** Each bundler's build on isolated pages and on others, and under policies that forbid a part. */
const inBrowser: Check = async ({ project }) => {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Skipped('no Chromium')
  await writePrograms(project, PROGRAMS, 'page.js')
  const bundles = await bundleForBrowsers(project, ['page.js', 'worker.js'])
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
  try {
    for (const { bundler, folder } of bundles) {
      const isolated = await visit(browser, folder, ISOLATED)
      const other = await visit(browser, folder, {})
      for (const place of ['page', 'worker'] as const) {
        const here = `${bundler}, ${place}`
        expectThreads(`${here}, isolated`, isolated[place], 2, [])
        expectThreads(here, other[place], 1, [
          /^cmgsae: no shared memory here, so one thread; .*Cross-Origin-Embedder-Policy/,
        ])
      }
    }
    const { folder } = bundles[0]!
    const allowed = policy("script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:")
    expectThreads('a policy', (await visit(browser, folder, allowed)).page, 2, [])
    await expectError(browser, folder, "script-src 'self'", "'wasm-unsafe-eval'")
    const noBlobs = "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"
    await expectError(browser, folder, noBlobs, 'worker-src blob:')
    return `${bundles.map(({ bundler }) => bundler).join(' and ')} in Chromium ${browser.version()}`
  } finally {
    await browser.close()
  }
}

/** What the page and its worker tell when the folder is served with these headers. */
async function visit(
  browser: Browser,
  folder: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly page: Told; readonly worker: Told }> {
  const served = await serve(folder, headers)
  const page = await browser.newPage()
  try {
    await page.goto(served.url)
    return await page.evaluate(() => globalThis.outcome)
  } finally {
    await page.close()
    served.close()
  }
}

function expectThreads(where: string, told: Told, threads: number, warnings: RegExp[]): void {
  if (told.error) throw new Error(`${where}: ${told.error}`)
  const found = told.outcomes.map((outcome) => outcome.threads)
  if (found.some((count) => count !== threads)) {
    throw new Error(`${where}: ${found.join()} threads, not ${threads}`)
  }
  const expected = told.warnings.length === warnings.length
  if (!expected || warnings.some((pattern, i) => !pattern.test(told.warnings[i]!))) {
    throw new Error(`${where}: it warned ${told.warnings.length} times: ${told.warnings.join()}`)
  }
}

/** Under this Content-Security-Policy the error is one line that names the missing directive. */
async function expectError(
  browser: Browser,
  folder: string,
  text: string,
  directive: string,
): Promise<void> {
  const { error = 'no error' } = (await visit(browser, folder, policy(text))).page
  if (/^TensorError: .*Content-Security-Policy/.test(error) && error.includes(directive)) return
  throw new Error(`the policy ${text} gave: ${error}`)
}

export const ENGINE_CHECKS: Readonly<Record<string, Check>> = {
  'engine in Node': inNode,
  'engine in browsers': inBrowser,
}
