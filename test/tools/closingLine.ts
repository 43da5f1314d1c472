import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

/** Prints the skipped tests with their reasons, and one line of counts, at the end of a run. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      // A failure outside of tests, such as in a hook, fails no test.
      for (const place of [module, ...module.children.allSuites()]) count.failed += place.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        count[result.state]++
        if (result.state === 'skipped' && result.note) console.log(`Skipped: ${test.fullName}: ${result.note}`)
      }
    }
    // The same applies to a failure before the first test.
    if (reason === 'failed') count.failed ||= 1
    const { passed, failed, skipped, pending } = count
    console.log(`${passed} passed, ${failed} failed, ${skipped + pending} skipped`)
  }
}
