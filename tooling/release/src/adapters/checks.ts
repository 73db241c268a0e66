// The adapters as strangers run them: in Node, and bundled on pages that reach no network.
import { fileURLToPath } from 'node:url'
import { CHROMIUM_FLAGS, findChromium, ISOLATED } from '@cmgsae/vitest/chromium'
import { chromium, type Browser } from 'playwright-core'
import { bundleForBrowsers, writePrograms } from '../bundles.ts'
import type { Check } from '../checks.ts'
import { command } from '../command.ts'
import { serve } from '../serve.ts'
import { Skipped } from '../skipped.ts'
import { lendLibrary, writeMaterials, writeRuntime } from './materials.ts'
import type { Vectors } from './stranger/trial.ts'

const PROGRAMS = fileURLToPath(new URL('stranger/', import.meta.url))

/** The greatest distance of two unit vectors of one input: two runtimes round in their own ways. */
const TOLERANCE = 1e-4

/** Each bundler's page gives the vectors of Node. */
const alike =
  (name: string): Check =>
  async ({ project }) => {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new Skipped('no Chromium')
    const program = `${name}-page.js`
    lendLibrary(project)
    await writePrograms(project, PROGRAMS, program)
    await writeMaterials(project, `tiny-${name}`)
    const expected = JSON.parse(
      await command(process.execPath, [`${name}-node.js`], { cwd: project }),
    ) as Vectors[]

    const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
    try {
      const remarks: string[] = []
      for (const { bundler, folder } of await bundleForBrowsers(project, [program])) {
        await writeMaterials(folder, `tiny-${name}`)
        // esbuild leaves the runtime out of its bundle.
        const hosted = bundler === 'esbuild'
        if (hosted) writeRuntime(folder)
        const found = await visit(browser, folder, hosted ? '#hosted' : '')
        const distance = Math.max(...expected.map((vectors, i) => farthest(vectors, found[i])))
        if (!(distance <= TOLERANCE)) throw new Error(`${bundler}: vectors differ by ${distance}`)
        remarks.push(`${bundler} within ${distance.toExponential(0)} of Node`)
      }
      return remarks.join(', ')
    } finally {
      await browser.close()
    }
  }

async function visit(browser: Browser, folder: string, hash: string): Promise<readonly Vectors[]> {
  const served = await serve(folder, ISOLATED)
  const page = await browser.newPage()
  try {
    await page.goto(served.url + hash)
    const { vectors, error } = await page.evaluate(() => globalThis.embedded)
    if (vectors === undefined) throw new Error(error)
    return vectors
  } finally {
    await page.close()
    served.close()
  }
}

/** The greatest distance of two vectors in the same row. */
function farthest(expected: Vectors, found: Vectors | undefined): number {
  const { width, values } = expected
  if (found?.values.length !== values.length) return Infinity
  const rows = Array.from({ length: values.length / width }, (_, row) =>
    Math.hypot(
      ...values
        .slice(row * width, (row + 1) * width)
        .map((value, j) => value - found.values[row * width + j]!),
    ),
  )
  return Math.max(...rows)
}

/** By the name of the package. */
export const ADAPTER_CHECKS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  '@cmgsae/adapter-clip': { 'adapters in browsers': alike('clip') },
  '@cmgsae/adapter-clap': { 'adapters in browsers': alike('clap') },
}
