import type { Reporter, TestModule } from 'vitest/node'

/** Names every skipped test and closes with one countable line. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const count = { passed: 0, failed: 0, skipped: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') count.passed++
        else if (state === 'failed') count.failed++
        else if (state === 'skipped') {
          count.skipped++
          console.log(`skipped: ${module.relativeModuleId} > ${test.fullName}`)
        }
      }
    }
    console.log(`\nTests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  }
}
