import { createRequire } from 'node:module'
import { inject } from 'vitest'
import { page, program, worker } from './runtimes.ts'
import { describeRuntime } from './suite.ts'

describeRuntime('Node', program(process.execPath))
describeRuntime('Chromium', page(inject('chromium')))
describeRuntime('workerd', worker(createRequire(import.meta.url).resolve('workerd/bin/workerd')))
