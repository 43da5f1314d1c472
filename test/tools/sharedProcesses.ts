import type { Plugin } from 'vitest/config'
import { ForksPoolWorker, type PoolOptions, type PoolRunnerInitializer, type PoolTask } from 'vitest/node'

/** A process that runs one file after another, if they need no page. A file with a page environment has its own. */
class SharedProcess extends ForksPoolWorker {
  override readonly name = 'sharedProcesses'
  readonly #hasPage: boolean

  constructor(options: PoolOptions) {
    super(options)
    this.#hasPage = options.environment.name !== 'node'
  }

  canReuse(task: PoolTask): boolean {
    return !this.#hasPage && task.context.environment.name === 'node'
  }
}

/** Starting a process takes longer than most unit files. `leaveAsFound.ts` fails a file that leaves something behind. */
export const sharedProcesses: PoolRunnerInitializer = {
  name: 'sharedProcesses',
  createPoolWorker: options => new SharedProcess(options),
}

/** With one worker, Vitest would run all files with a page environment in one process. */
export const isolatedIfAlone: Plugin = {
  name: 'isolated-if-alone',
  configureVitest({ project }) {
    project.config.isolate = project.config.maxWorkers === 1
  },
}
