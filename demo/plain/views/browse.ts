import { type Game, getFollowedStreams, getTopGames, imageURL } from 'tinyhelix'
import { categoryAddress } from '../page/addresses.ts'
import { h } from '../page/h.ts'
import { page } from '../page/page.ts'
import type { Place, View } from '../page/router.ts'
import { emptyNotice } from '../parts/emptyNotice.ts'
import { endlessList } from '../parts/endlessList.ts'
import endless from '../parts/endlessList.ts?raw'
import { howItIsDone } from '../parts/howItIsDone.ts'
import { loaded } from '../parts/loaded.ts'
import { streamCard, streamSkeleton } from '../parts/streamCard.ts'
import { client } from '../twitch.ts'
import source from './browse.ts?raw'

// #region how it is done
const topCategories = (signal: AbortSignal) => getTopGames(client, { first: 48 }, { signal })
// Whose follows? No id is given, so the signed-in user's.
const followedLive = (signal: AbortSignal) => getFollowedStreams(client, { first: 12 }, { signal })
// #endregion

const categoryCard = ({ id, name, box_art_url }: Game): HTMLElement =>
  h(
    'article',
    { className: 'card category' },
    h('img', {
      className: 'box-art',
      src: imageURL(box_art_url, 285, 380),
      alt: '',
      width: 285,
      height: 380,
      loading: 'lazy',
    }),
    h('h3', {}, h('a', { className: 'card-link', href: categoryAddress(id) }, name)),
  )

const categorySkeleton = () =>
  h(
    'div',
    { className: 'card category' },
    h('div', { className: 'box-art bone' }),
    h('div', { className: 'bone line' }),
  )

/** A row of cards that scrolls sideways. */
const shelf = (...cards: HTMLElement[]) =>
  h(
    'ul',
    { className: 'shelf', role: 'list', tabIndex: 0, ariaLabel: 'Channels you follow that are live' },
    ...cards.map(card => h('li', {}, card)),
  )

const followed = ({ signal }: Place) =>
  loaded(
    { signal },
    {
      read: async () => await followedLive(signal),
      show: streams =>
        streams.length
          ? shelf(...streams.map(stream => streamCard(stream, { withCategory: true })))
          : emptyNotice('users', 'Nobody you follow is live', 'Channels you follow appear here when they’re live.'),
      skeleton: h('div', { className: 'shelf', ariaHidden: 'true' }, ...Array.from({ length: 6 }, streamSkeleton)),
    },
  )

/** The start: who is live among those one follows, and all categories. */
export const browse: View = place => {
  place.setTitle('Browse')
  const categories = endlessList(place, {
    list: topCategories,
    key: game => game.id,
    row: categoryCard,
    className: 'grid grid-categories',
    skeleton: categorySkeleton,
    empty: () => emptyNotice('browse', 'No categories', 'Nobody is live right now.'),
  })
  return page(
    'browse',
    h(
      'header',
      { className: 'page-head' },
      h('h1', {}, 'Browse'),
      howItIsDone(place, [source, endless], getTopGames, getFollowedStreams),
    ),
    h('section', {}, h('h2', {}, 'Channels you follow'), followed(place)),
    h('section', {}, h('h2', {}, 'Top categories'), categories.node),
  )
}
