import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const isOfPage = ({ moduleId }: TestSpecification) =>
  readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment')

/**
 * Runs files with a page environment after the others, which share processes. `--sequence.shuffle` shuffles files as well
 * as tests, so that files get other neighbours.
 */
export default class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { shuffle, seed } = this.ctx.config.sequence
    const place = ({ moduleId }: TestSpecification) => createHash('sha1').update(`${seed} ${moduleId}`).digest('hex')
    const sorted = shuffle
      ? [...files].sort((one, other) => place(one).localeCompare(place(other)))
      : await super.sort(files)
    return [...sorted.filter(file => !isOfPage(file)), ...sorted.filter(isOfPage)]
  }
}
