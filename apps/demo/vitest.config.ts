import { findChromium } from '@cmgsae/vitest/chromium'
import { defineConfig } from 'vitest/config'

const missing = findChromium() === undefined

/** Tests of the built app in Chromium; those beside the code run with all others, without a build. */
export default defineConfig({
  test: {
    name: missing ? 'demo: no Chromium' : 'demo',
    include: ['test/**/*.test.ts'],
    ...(missing
      ? { runner: '@cmgsae/vitest/skip-runner' }
      : { globalSetup: 'test/support/build.ts' }),
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two pages that compute on all cores slow each other down.
    fileParallelism: false,
    reporters: ['default', '@cmgsae/vitest/reporter'],
  },
})
