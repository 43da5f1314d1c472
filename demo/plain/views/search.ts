import { type CategorySearchResult, type ChannelSearchResult, searchCategories, searchChannels } from 'tinyhelix'
import { categoryAddress, channelAddress } from '../page/addresses.ts'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { page } from '../page/page.ts'
import type { View } from '../page/router.ts'
import { picture } from '../parts/avatar.ts'
import { emptyNotice } from '../parts/emptyNotice.ts'
import { endlessList } from '../parts/endlessList.ts'
import { howItIsDone } from '../parts/howItIsDone.ts'
import { loaded } from '../parts/loaded.ts'
import { rowSkeleton } from '../parts/rowSkeleton.ts'
import { client } from '../twitch.ts'
import { counted } from '../words/numbers.ts'
import source from './search.ts?raw'

const channelRow = (channel: ChannelSearchResult): HTMLElement =>
  h(
    'article',
    { className: 'card row' },
    picture(channel.thumbnail_url, 48),
    h(
      'div',
      { className: 'row-main' },
      h(
        'h3',
        {},
        h('a', { className: 'card-link', href: channelAddress(channel.broadcaster_login) }, channel.display_name),
        channel.is_live && h('span', { className: 'badge badge-live' }, 'Live'),
      ),
      h('p', { className: 'muted one-line' }, channel.title || 'No title'),
    ),
    h('span', { className: 'muted row-end' }, channel.game_name),
  )

const categoryChip = ({ id, name, box_art_url }: CategorySearchResult): HTMLElement =>
  h(
    'a',
    { className: 'chip', href: categoryAddress(id) },
    h('img', { src: box_art_url, alt: '', width: 26, height: 36 }),
    name,
  )

/** Finds channels and categories while one types. */
export const search: View = place => {
  place.setTitle('Search')
  const input = h('input', {
    type: 'search',
    ariaLabel: 'Search channels and categories',
    placeholder: 'Search channels and categories',
    value: place.query.get('q') ?? '',
    autocomplete: 'off',
    spellcheck: false,
    enterKeyHint: 'search',
  })
  const liveOnly = h('input', { type: 'checkbox', role: 'switch', checked: place.query.has('live') })
  const results = h('div', { className: 'results' })
  const summary = h('p', { className: 'muted', role: 'status' })

  let running = new AbortController()
  place.signal.addEventListener('abort', () => running.abort())

  const show = () => {
    const query = input.value.trim()
    const live_only = liveOnly.checked
    // #region how it is done
    running.abort() // the search for what was typed before
    running = new AbortController()
    const { signal } = running
    const channels = searchChannels(client, { query, live_only, first: 20 }, { signal })
    const categories = searchCategories(client, { query, first: 8 }, { signal })
    // #endregion
    const address = new URLSearchParams({ ...(query && { q: query }), ...(live_only && { live: '' }) })
    history.replaceState(history.state, '', `#/search?${address}`)
    summary.textContent = ''
    if (!query) {
      results.replaceChildren(emptyNotice('search', 'Search Twitch', 'Find channels and categories by name.'))
      return
    }
    const channelList = endlessList(
      { signal },
      {
        list: () => channels,
        key: channel => channel.id,
        row: channelRow,
        className: 'rows',
        skeleton: rowSkeleton,
        onPage: (_, count) => {
          summary.textContent = count ? `Showing ${counted(count, 'channel')}` : 'No channels found'
        },
        empty: () => emptyNotice('search', 'No channels found', `No channel matches “${query}”.`),
      },
    )
    const categoryList = loaded(
      { signal },
      {
        read: async () => await categories,
        show: found =>
          found.length ? h('div', { className: 'chips' }, ...found.map(categoryChip)) : new DocumentFragment(),
        skeleton: h('div', { className: 'chips' }, h('span', { className: 'chip bone' })),
      },
    )
    const heading = h('h2', { className: 'unseen' }, 'Channels')
    results.replaceChildren(categoryList, heading, channelList.node)
  }

  let pause: number | undefined
  input.oninput = () => {
    clearTimeout(pause)
    // If the user has left meanwhile, the address stays.
    pause = window.setTimeout(() => input.isConnected && show(), 250)
  }
  liveOnly.onchange = show
  queueMicrotask(() => {
    show()
    input.focus()
  })
  return page(
    'search-page',
    h(
      'header',
      { className: 'page-head' },
      h('h1', {}, 'Search'),
      howItIsDone(place, [source], searchChannels, searchCategories),
    ),
    h(
      'form',
      { className: 'search', role: 'search', onsubmit: event => event.preventDefault() },
      h('label', { className: 'search-field' }, icon('search'), input),
      h('label', { className: 'switch' }, liveOnly, h('span', {}, 'Live only')),
    ),
    summary,
    results,
  )
}
