import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { CHROMIUM_FLAGS, findChromium, ISOLATED } from './chromium.ts'

const SOURCES = '{packages,apps,examples,tooling}/*/src/**'
// A test that hangs should fail, and one on a busy machine should not.
const testTimeout = 30_000
const BROWSER_TESTS = `${SOURCES}/*.browser.test.ts`

/** Every `x.test.ts`, in Node. */
export function nodeProject() {
  return {
    test: {
      name: 'node',
      testTimeout,
      // A process for each of 240 files is a fifth of all the work.
      isolate: false,
      include: [`${SOURCES}/*.test.ts`],
      exclude: ['**/node_modules/**', '**/dist/**', BROWSER_TESTS],
    },
  }
}

/**
 * Every `x.browser.test.ts`, in a headless Chromium with WebGL2, WebGPU and shared memory.
 * Without a Chromium the files are collected in Node, so that each test is named as skipped:
 * their top-level imports must load there too.
 */
export function browserProject() {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    const runner = fileURLToPath(new URL('skip-runner.ts', import.meta.url))
    return { test: { name: 'browser: no Chromium', include: [BROWSER_TESTS], runner } }
  }
  return {
    server: {
      // Worker pools over a SharedArrayBuffer need a cross-origin isolated page.
      headers: ISOLATED,
    },
    test: {
      name: 'browser',
      testTimeout,
      include: [BROWSER_TESTS],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath, args: CHROMIUM_FLAGS } }),
        instances: [{ browser: 'chromium' as const }],
      },
    },
  }
}
