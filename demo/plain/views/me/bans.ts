import { type BannedUser, banUser, getBannedUsers, unbanUser } from 'tinyhelix'
import { channelAddress } from '../../page/addresses.ts'
import { h } from '../../page/h.ts'
import type { View } from '../../page/router.ts'
import { actionButton } from '../../parts/actionButton.ts'
import { avatar } from '../../parts/avatar.ts'
import { banForm } from '../../parts/banForm.ts'
import banning from '../../parts/banForm.ts?raw'
import { emptyNotice } from '../../parts/emptyNotice.ts'
import { endlessList } from '../../parts/endlessList.ts'
import { rowSkeleton } from '../../parts/rowSkeleton.ts'
import { client } from '../../twitch.ts'
import { atMoment, fromNow } from '../../words/times.ts'
import source from './bans.ts?raw'
import { ownChannel } from './ownChannel.ts'

// #region how it is done
const banned = (signal: AbortSignal) => getBannedUsers(client, { first: 50 }, { signal })
const unban = (user_id: string) => unbanUser(client, { user_id })
// #endregion

const howLong = ({ expires_at, created_at }: BannedUser) =>
  expires_at
    ? h('span', { className: 'tag', title: atMoment(expires_at) }, `Ends ${fromNow(expires_at)}`)
    : h('span', { className: 'tag tag-strong', title: `Since ${atMoment(created_at)}` }, 'Permanent')

const banRow = (ban: BannedUser, onUnban: () => void): HTMLElement =>
  h(
    'article',
    { className: 'card row' },
    avatar(ban.user_id),
    h(
      'div',
      { className: 'row-main' },
      h('h3', {}, h('a', { href: channelAddress(ban.user_login) }, ban.user_name), howLong(ban)),
      h(
        'p',
        { className: 'muted one-line' },
        `${ban.reason || 'No reason given'} · by ${ban.moderator_name}, ${fromNow(ban.created_at)}`,
      ),
    ),
    actionButton(
      'button-quiet row-end',
      ['Unban', h('span', { className: 'unseen' }, ` ${ban.user_name}`)],
      async () => {
        await unban(ban.user_id)
        onUnban()
        return `${ban.user_name} can chat again.`
      },
    ),
  )

/** Who is banned from the signed-in user's chat. */
export const bans: View = place => {
  const list = endlessList(place, {
    list: banned,
    key: ban => ban.user_id,
    row: ban => banRow(ban, () => list.remove(ban.user_id)),
    className: 'rows',
    skeleton: rowSkeleton,
    empty: () => emptyNotice('ban', 'Nobody is banned', 'Bans and timeouts appear here.'),
  })
  return ownChannel(place, {
    tab: 'Bans',
    sources: [source, banning],
    endpoints: [getBannedUsers, banUser, unbanUser],
    content: [
      h('section', { className: 'card panel' }, h('h2', {}, 'Ban or time out'), banForm({ onBan: list.restart })),
      h('section', {}, h('h2', {}, 'Banned users'), list.node),
    ],
  })
}
