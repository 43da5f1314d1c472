import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Whether a file shares its process with others: see `sharedProcesses.ts`. */
const isShared = ({ moduleId, project }: TestSpecification) =>
  project.name === 'unit' && !readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment')

/**
 * Spreads the files of each lane over the whole run. Files of one lane wait for the same thing: those of the adapters for
 * timers, those of the browser for Chromium. Side by side, they would leave the processor idle.
 */
const spread = (files: readonly TestSpecification[]): TestSpecification[] =>
  [...new Set(files.map(({ project }) => project))]
    .map(lane => files.filter(({ project }) => project === lane))
    .flatMap(lane => lane.map((file, index) => ({ file, place: (index + 0.5) / lane.length })))
    .sort((one, other) => one.place - other.place)
    .map(({ file }) => file)

/**
 * Runs files that share processes after the others, without a gap: a file in between would end such a process.
 * `--sequence.shuffle` shuffles files as well as tests, so that files get other neighbours.
 */
export default class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { shuffle, seed } = this.ctx.config.sequence
    const place = ({ moduleId }: TestSpecification) => createHash('sha1').update(`${seed} ${moduleId}`).digest('hex')
    const sorted = shuffle
      ? [...files].sort((one, other) => place(one).localeCompare(place(other)))
      : await super.sort(files)
    const alone = sorted.filter(file => !isShared(file))
    return [...(shuffle ? alone : spread(alone)), ...sorted.filter(isShared)]
  }
}
