import { TestRunner } from 'vitest'
import type { TestRunnerConfig } from 'vitest'

/** Collects a file's tests, so that they can be named, and runs none: no name matches `(?!)`. */
export default class SkipRunner extends TestRunner {
  constructor(config: TestRunnerConfig) {
    super({ ...config, testNamePattern: /(?!)/ })
  }
}
