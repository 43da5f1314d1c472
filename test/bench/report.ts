import { compareCalls } from './calls.ts'
import { compareChats } from './chat.ts'
import { compareEvents } from './events.ts'
import { compareInChromium } from './inChromium.ts'
import { loadPages } from './load.ts'
import { compareLookups } from './lookups.ts'
import { comparePaging } from './paging.ts'
import { compareStarts } from './start.ts'
import { compareTypeChecks } from './typeCheck.ts'
import { versions } from './versions.ts'

const followers = 100_000

/** One thing that is measured. */
export interface Part {
  /** What the table shows. */
  readonly title: string
  readonly measure: (project: string, rounds: number) => Promise<string> | string
}

/** Everything that is measured, by the name that the command line takes. */
export const parts: Readonly<Record<string, Part>> = {
  calls: {
    title:
      'A call without a network, for answers of three sizes. The ratio compares it with the same call by hand, and shows the usual range; "by hand, again" shows what a ratio means when nothing differs. twurple sets no time limit and checks neither parameters nor answers:',
    measure: compareCalls,
  },
  chromium: {
    title: 'The same in Chromium, and the processor time of a long scroll:',
    measure: compareInChromium,
  },
  start: {
    title:
      'What a page pays when it starts: the processor time to compile and evaluate its modules. `@twurple/api` comes whole, whatever a page calls:',
    measure: compareStarts,
  },
  load: {
    title:
      'A page on which a lot arrives, for a minute. Messages have three emotes, and the page shows the last 100. Of the followers it shows 50 of all that it has:',
    measure: loadPages,
  },
  lists: {
    title: `All ${followers.toLocaleString('en')} followers of a channel, over a local socket; memory at a tenth of the way and at the end is without garbage:`,
    measure: (project, rounds) => comparePaging(project, followers, rounds),
  },
  lookups: { title: 'Lookups, all at the same time, over a local socket:', measure: compareLookups },
  events: {
    title:
      "Events a second of processor time, from a socket's text to the end of a handler that reads one field, without a network. The ratio compares it with the limit, `JSON.parse` and a dispatch, with its usual range. twurple checks nothing:",
    measure: compareEvents,
  },
  chat: {
    title:
      'Chat without an account: the bytes of the same page, and lines a second of processor time, parsed alone and to the end of a handler, without a network. The ratio is that of times to the fastest other parser, with its usual range. `anonymousChat` makes whole events with fragments, badges and replies:',
    measure: compareChats,
  },
  types: {
    title: 'What imports cost in a type check that leaves libraries alone, medians of three runs:',
    measure: project => compareTypeChecks(project, 3),
  },
}

/** What was compared, of which commit, and how. */
export const origin = (rounds: number, commit: string): string =>
  `${versions.join(', ')}, Node ${process.versions.node}; commit ${commit}, medians of ${rounds} rounds, all in one run. Written by \`npm run bench -- --write\`.`

/** The place of a part in this folder's README. */
export const placeOf = (name: string): string => `benchmark-${name}`
