import type { ExtensionMode } from './twitchHelper.ts'

/** Where a page runs, by the parameters that Twitch adds to its address. `null`: the address does not say. */
export interface ExtensionView {
  readonly anchor: 'component' | 'panel' | 'video_overlay' | null
  readonly mode: ExtensionMode | null
  readonly platform: 'mobile' | 'web' | null
  /** The language of the viewer's Twitch, such as `en`. */
  readonly language: string | null
  /** The same with its region, such as `en-US`. */
  readonly locale: string | null
  /** Whether the viewer has opened the extension in a window of its own. */
  readonly popout: boolean
  /** The state of this version of the extension: `testing`, `hosted_test`, `released`, and so on. */
  readonly state: string | null
}

/** Reads the parameters of a page's address. */
export const viewOf = (search: string): ExtensionView => {
  const given = new URLSearchParams(search)
  const one = <T extends string>(name: string, values: readonly T[]) =>
    values.find(value => value === given.get(name)) ?? null
  return {
    anchor: one('anchor', ['component', 'panel', 'video_overlay']),
    mode: one('mode', ['viewer', 'config', 'dashboard']),
    platform: one('platform', ['mobile', 'web']),
    language: given.get('language'),
    locale: given.get('locale'),
    popout: given.get('popout') === 'true',
    state: given.get('state'),
  }
}
