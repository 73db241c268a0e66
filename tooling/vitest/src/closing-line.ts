import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node'

/**
 * Names every skipped test and closes with one countable line. A file that cannot be loaded and
 * an error outside any test count as one failure each, so that the line agrees with the exit code.
 */
export default class ClosingLine implements Reporter {
  private nameSkipped = true

  onInit(vitest: Vitest): void {
    // With `-t` much is skipped, and on purpose.
    const { testNamePattern } = vitest.config
    this.nameSkipped = testNamePattern === undefined
  }

  onTestRunEnd(
    modules: ReadonlyArray<TestModule>,
    unhandled: ReadonlyArray<SerializedError>,
  ): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0 }
    for (const module of modules) {
      if (module.errors().length > 0) count.failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') count.passed++
        else if (state === 'failed') count.failed++
        else {
          count.skipped++
          if (this.nameSkipped) {
            console.log(
              `skipped (${module.project.name}): ${module.relativeModuleId} > ${test.fullName}`,
            )
          }
        }
      }
      for (const suite of module.children.allSuites()) {
        if (suite.errors().length > 0) count.failed++
      }
    }
    console.log(`\nTests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  }
}
