import { type Game, getGames, getStreams, imageURL } from 'tinyhelix'
import { h } from '../page/h.ts'
import { page } from '../page/page.ts'
import type { View } from '../page/router.ts'
import { emptyNotice } from '../parts/emptyNotice.ts'
import { endlessList } from '../parts/endlessList.ts'
import endless from '../parts/endlessList.ts?raw'
import { howItIsDone } from '../parts/howItIsDone.ts'
import { loaded } from '../parts/loaded.ts'
import { streamCard, streamSkeleton } from '../parts/streamCard.ts'
import { client } from '../twitch.ts'
import { languageName } from '../words/languages.ts'
import source from './category.ts?raw'

const languages = ['en', 'de', 'es', 'fr', 'it', 'ja', 'ko', 'pt', 'ru', 'zh', 'other']

// #region how it is done
const liveIn = (game_id: string, language: string | undefined, signal: AbortSignal) =>
  getStreams(client, { game_id, language, first: 20 }, { signal })
// #endregion

const boxArt = ({ box_art_url }: Game) =>
  h('img', { className: 'box-art', src: imageURL(box_art_url, 144, 192), alt: '', width: 144, height: 192 })

/** A category's live streams, without end. */
export const category: View = place => {
  const { params, query, signal, setTitle } = place
  const { id = '' } = params
  setTitle('Category')

  const languageChoice = h(
    'select',
    { ariaLabel: 'Language' },
    h('option', { value: '' }, 'All languages'),
    ...languages.map(code =>
      h('option', { value: code, selected: code === query.get('language') }, languageName(code)),
    ),
  )
  const streams = endlessList(place, {
    list: signal => liveIn(id, languageChoice.value || undefined, signal),
    key: stream => stream.id,
    row: stream => streamCard(stream),
    className: 'grid grid-streams',
    skeleton: streamSkeleton,
    empty: () => emptyNotice('eye', 'No live channels', 'Try another language.'),
  })
  languageChoice.onchange = streams.restart

  const title = loaded(place, {
    title: 'Category',
    read: () => getGames(client, { id }, { signal }),
    show: ([game]) => {
      if (!game) return h('h1', {}, 'Unknown category')
      setTitle(game.name)
      return h('div', { className: 'category-title' }, boxArt(game), h('h1', {}, game.name))
    },
    skeleton: h(
      'div',
      { className: 'category-title' },
      h('div', { className: 'box-art bone' }),
      h('div', { className: 'bone line' }),
    ),
  })
  return page(
    'category-page',
    h('header', { className: 'page-head' }, title, howItIsDone(place, [source, endless], getStreams, getGames)),
    h(
      'section',
      {},
      h('div', { className: 'section-head' }, h('h2', {}, 'Live channels'), languageChoice),
      streams.node,
    ),
  )
}
