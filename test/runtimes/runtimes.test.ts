import { createRequire } from 'node:module'
import { inject } from 'vitest'
import { page, program, worker } from './runtimes.ts'
import { describeRuntime } from './suite.ts'

/** The program itself: the command of the package starts it as a child, which would outlive the tests. */
const { default: workerd }: { default: string } = createRequire(import.meta.url)('workerd')

describeRuntime('Node', program(process.execPath))
describeRuntime('Chromium', page(inject('chromium')))
describeRuntime('workerd', worker(workerd))
