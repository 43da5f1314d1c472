import type { EndpointSpec } from 'tinyhelix'
import { h } from '../../page/h.ts'
import { type IconName, icon } from '../../page/icon.ts'
import { page } from '../../page/page.ts'
import type { Place } from '../../page/router.ts'
import { howItIsDone } from '../../parts/howItIsDone.ts'

const tabs = [
  ['#/me', 'Channel', 'person'],
  ['#/me/followers', 'Followers', 'users'],
  ['#/me/chat', 'Chat', 'chat'],
  ['#/me/bans', 'Bans', 'ban'],
  ['#/me/polls', 'Polls', 'poll'],
] as const satisfies readonly (readonly [string, string, IconName])[]

interface OwnChannelPage {
  readonly tab: (typeof tabs)[number][1]
  readonly sources: readonly string[]
  readonly endpoints: readonly { readonly spec: EndpointSpec }[]
  readonly content: readonly Node[]
}

/** One of the pages about the signed-in user's own channel. */
export function ownChannel(place: Place, { tab, sources, endpoints, content }: OwnChannelPage): HTMLElement {
  place.setTitle(`${tab} · My channel`)
  return page(
    'own-channel',
    h('header', { className: 'page-head' }, h('h1', {}, 'My channel'), howItIsDone(place, sources, ...endpoints)),
    h(
      'nav',
      { className: 'tabs', ariaLabel: 'My channel' },
      ...tabs.map(([href, text, name]) =>
        h('a', { href, ...(text === tab && { ariaCurrent: 'page' }) }, icon(name), text),
      ),
    ),
    ...content,
  )
}
