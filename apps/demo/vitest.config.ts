import { defineConfig } from 'vitest/config'

/** Tests of the built app in Chromium; those beside the code run with all others, without a build. */
export default defineConfig({
  test: {
    name: 'demo',
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build.ts',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two pages that compute on all cores slow each other down.
    fileParallelism: false,
  },
})
