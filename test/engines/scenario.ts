import type { RunningDemo } from '../tools/demo.ts'
import type { Driver } from './driver.ts'
import type { EngineName } from './engines.ts'

/** The surroundings of a scenario. */
export interface Stage {
  readonly driver: Driver
  readonly engine: EngineName
  /** The first tab of the scenario. */
  readonly tab: string
  /** The demos, built. */
  readonly demo: () => Promise<RunningDemo>
  /** The code of the single file. */
  readonly singleFile: () => Promise<string>
  /** Saves a screenshot of the page. */
  readonly picture: (name: string) => Promise<void>
}

/** A scenario of a user, in any engine. */
export interface Scenario {
  readonly title: string
  /** The reason why an engine skips it. */
  readonly skip?: { readonly [Name in EngineName]?: string }
  readonly play: (stage: Stage) => Promise<void>
}
