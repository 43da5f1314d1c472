import { type ChannelFollower, getChannelFollowers, getUsers } from 'tinyhelix'
import { channelFollow } from 'tinyhelix/eventsub'
import { events, until } from '../../live.ts'
import live from '../../live.ts?raw'
import { channelAddress } from '../../page/addresses.ts'
import { h } from '../../page/h.ts'
import type { View } from '../../page/router.ts'
import { avatar } from '../../parts/avatar.ts'
import avatars from '../../parts/avatar.ts?raw'
import { emptyNotice } from '../../parts/emptyNotice.ts'
import { endlessList } from '../../parts/endlessList.ts'
import { rowSkeleton } from '../../parts/rowSkeleton.ts'
import { client } from '../../twitch.ts'
import { counted, exact } from '../../words/numbers.ts'
import { fromNow, onDate } from '../../words/times.ts'
import source from './followers.ts?raw'
import { ownChannel } from './ownChannel.ts'

const followerRow = ({ user_id, user_login, user_name, followed_at }: ChannelFollower): HTMLElement =>
  h(
    'article',
    { className: 'card row' },
    avatar(user_id),
    h(
      'div',
      { className: 'row-main' },
      h('h3', {}, h('a', { className: 'card-link', href: channelAddress(user_login) }, user_name)),
    ),
    h('time', { className: 'muted row-end', dateTime: followed_at, title: onDate(followed_at) }, fromNow(followed_at)),
  )

/** Everyone who follows the signed-in user. */
export const followers: View = place => {
  const count = h('p', { className: 'muted', role: 'status' })
  const list = endlessList(place, {
    // #region how it is done
    list: signal => getChannelFollowers(client, { first: 100 }, { signal }),
    onPage: ({ total }, shown) => {
      if (total) count.textContent = `${exact(shown)} of ${exact(total)}, newest first`
    },
    // #endregion
    key: follower => follower.user_id,
    row: followerRow,
    className: 'rows',
    skeleton: rowSkeleton,
    empty: () => emptyNotice('users', 'No followers yet', 'New followers appear here.'),
  })
  let added = 0
  // What one reads does not move by itself.
  const fresh = h('button', { type: 'button', className: 'button', hidden: true })
  fresh.onclick = () => {
    added = 0
    fresh.hidden = true
    list.restart()
  }
  until(
    place.signal,
    // #region how it is done
    events.on(channelFollow, () => {
      added += 1
      fresh.textContent = `Show ${counted(added, 'new follower')}`
      fresh.hidden = false
    }),
    // #endregion
  )
  return ownChannel(place, {
    tab: 'Followers',
    sources: [source, avatars, live],
    endpoints: [getChannelFollowers, getUsers],
    content: [
      h('section', {}, h('div', { className: 'section-head' }, h('h2', {}, 'Followers'), count, fresh), list.node),
    ],
  })
}
