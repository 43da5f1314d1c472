import type { Stream } from 'tinyhelix'
import { categoryAddress, channelAddress, twitchAddress } from '../page/addresses.ts'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { languageName } from '../words/languages.ts'
import { brief, counted } from '../words/numbers.ts'
import { atMoment, clock } from '../words/times.ts'
import { avatar } from './avatar.ts'
import { tagList } from './tagList.ts'
import { thumbnail } from './thumbnail.ts'

const liveFor = (stream: Stream) => clock(Math.max(0, Date.now() - Date.parse(stream.started_at)) / 1000)

/** The picture of a live stream, with what one wants to know at a glance. */
export const streamPicture = (stream: Stream): HTMLElement =>
  h(
    'div',
    { className: 'preview' },
    thumbnail(stream.thumbnail_url, 440, 248),
    h('span', { className: 'badge badge-live' }, 'Live'),
    h(
      'span',
      { className: 'badge badge-viewers', title: counted(stream.viewer_count, 'viewer') },
      icon('eye'),
      brief(stream.viewer_count),
      h('span', { className: 'unseen' }, ' viewers'),
    ),
    h('span', { className: 'badge badge-time', title: `Since ${atMoment(stream.started_at)}` }, liveFor(stream)),
  )

/** A live stream in a list: the card opens it on Twitch, the name shows the channel here. */
export function streamCard(stream: Stream, { withCategory = false } = {}): HTMLElement {
  const category = withCategory && stream.game_id
  return h(
    'article',
    { className: 'card stream' },
    streamPicture(stream),
    h(
      'div',
      { className: 'stream-about' },
      avatar(stream.user_id),
      h(
        'div',
        {},
        h(
          'h3',
          {},
          h(
            'a',
            { className: 'card-link', href: twitchAddress(stream.user_login), target: '_blank', rel: 'noreferrer' },
            stream.title || 'Untitled',
          ),
        ),
        h('a', { className: 'quiet-link', href: channelAddress(stream.user_login) }, stream.user_name),
        category && h('a', { className: 'quiet-link', href: categoryAddress(stream.game_id) }, stream.game_name),
        tagList([languageName(stream.language), ...(stream.tags ?? [])], 3),
      ),
    ),
  )
}

export const streamSkeleton = (): HTMLElement =>
  h(
    'div',
    { className: 'card stream' },
    h('div', { className: 'preview bone' }),
    h(
      'div',
      { className: 'stream-about' },
      h('div', { className: 'avatar bone' }),
      h('div', {}, h('div', { className: 'bone line' }), h('div', { className: 'bone line line-short' })),
    ),
  )
