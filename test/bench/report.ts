import { compareCalls } from './calls.ts'
import { compareLookups } from './lookups.ts'
import { comparePaging } from './paging.ts'
import { compareTypeChecks } from './typeCheck.ts'
import { versions } from './versions.ts'

const followers = 100_000

/** Everything that is measured, for the README; `say` is told of each part when it is there. */
export async function report(project: string, rounds: number, say: (part: string) => void): Promise<string> {
  const parts: string[] = []
  const add = (title: string, table: string) => {
    const part = `${title}\n\n${table}`
    say(part)
    parts.push(part)
  }
  const made = `${versions.join(', ')}, Node ${process.versions.node}; medians of ${rounds} rounds. Written by \`npm run bench -- --write\`.`
  add(
    'A call without a network, for answers of three sizes. The ratio is that to the same call by hand, with its usual range; "by hand, again" shows what a ratio means when nothing differs. twurple sets no time limit and checks neither parameters nor answers:',
    await compareCalls(project, rounds),
  )
  add(
    `All ${followers.toLocaleString('en')} followers of a channel, over a local socket; memory at a tenth of the way and at the end is without garbage:`,
    await comparePaging(project, followers, rounds),
  )
  add('Lookups, all at the same time, over a local socket:', await compareLookups(project, rounds))
  add(
    'What imports cost in a type check that leaves libraries alone, medians of three runs:',
    compareTypeChecks(project, 3),
  )
  return [made, ...parts].join('\n\n')
}
