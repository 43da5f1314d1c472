import { readFileSync, writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { markdownTable } from '../package/markdownTable.ts'
import { replaceMarked } from '../readme/marked.ts'
import { engineNames } from './engines.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** The version of the engine that ran a scenario. */
    engineVersion?: string
  }
}

/** The text of a table cell. */
function verdict(test: TestCase): string {
  const { state } = test.result()
  return state === 'passed' ? 'passes' : state === 'skipped' ? 'skipped' : 'fails'
}

/** Writes the table of scenarios and engines in `test/README.md`, from a run of all of them. */
export default class TableWriter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const of = (engine: string) =>
      tests.filter(({ parent }) => parent.type === 'suite' && parent.name === `in ${engine}`)
    const versions = engineNames.map(
      engine =>
        of(engine)
          .find(test => test.meta().engineVersion)
          ?.meta().engineVersion,
    )
    const titles = [...new Set(tests.map(({ name }) => name))]
    const rows = titles.map(title => [
      title,
      ...engineNames.map(engine => {
        const test = of(engine).find(({ name }) => name === title)
        return test ? verdict(test) : ''
      }),
    ])
    const names = engineNames.map((name, index) => `${name.replace(' 103', '')} ${versions[index] ?? '(not here)'}`)
    const skipped = tests.flatMap(test => {
      const result = test.result()
      return result.state === 'skipped' ? [`- ${test.fullName.replace(' > ', ': ')}. ${result.note ?? ''}`] : []
    })
    const table = markdownTable(['scenario', ...names], rows)
    const file = 'test/README.md'
    const text = `${table}\n\n${skipped.length ? `Skipped:\n\n${skipped.join('\n')}` : 'Nothing is skipped.'}`
    writeFileSync(file, replaceMarked(readFileSync(file, 'utf8'), 'engines', text))
  }
}
