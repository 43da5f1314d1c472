import { createRequire } from 'node:module'
import { describe, inject, it } from 'vitest'
import { engineNames, reasonAgainst, startEngine } from '../engines/engines.ts'
import { page, program, worker } from './runtimes.ts'
import { describeRuntime } from './suite.ts'

/** The program itself: the command of the package starts it as a child, which would outlive the tests. */
const { default: workerd }: { default: string } = createRequire(import.meta.url)('workerd')

describeRuntime('Node', program(process.execPath))
describeRuntime('workerd', worker(workerd))

const engines = inject('engines')
for (const name of engineNames) {
  const reason = reasonAgainst(engines, name)
  if (reason === undefined)
    describeRuntime(
      name,
      page(() => startEngine(engines, name)),
    )
  else describe(`in ${name}`, () => it('the cases of test/runtimes pass', ({ skip }) => skip(reason)))
}
