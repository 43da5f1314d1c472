import { type BannedUser, banUser, getBannedUsers, unbanUser } from 'tinyhelix'
import { atMoment, fromNow } from '../../../shared/text/times.ts'
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
import source from './bans.ts?raw'
import { ownChannel } from './ownChannel.ts'

// #region how it is done
const banned = (signal: AbortSignal) => getBannedUsers(client, { first: 50 }, { signal })
const forgive = (user_id: string) => unbanUser(client, { user_id })
// #endregion

const howLong = ({ expires_at, created_at }: BannedUser) =>
  expires_at
    ? h('span', { className: 'tag', title: atMoment(expires_at) }, `ends ${fromNow(expires_at)}`)
    : h('span', { className: 'tag tag-strong', title: `Since ${atMoment(created_at)}` }, 'for good')

function banRow(ban: BannedUser): HTMLElement {
  const { user_id, user_login, user_name, reason, created_at, moderator_name } = ban
  const row = h(
    'article',
    { className: 'card row' },
    avatar(user_id),
    h(
      'div',
      { className: 'row-main' },
      h('h3', {}, h('a', { href: channelAddress(user_login) }, user_name), howLong(ban)),
      h(
        'p',
        { className: 'muted one-line' },
        `${reason || 'No reason given'} · ${moderator_name}, ${fromNow(created_at)}`,
      ),
    ),
    actionButton('button-quiet row-end', ['Unban', h('span', { className: 'unseen' }, ` ${user_name}`)], async () => {
      await forgive(user_id)
      ;(row.closest('li') ?? row).remove()
      return `${user_name} may chat again.`
    }),
  )
  return row
}

/** Who is kept out of the signed-in user's chat. */
export const bans: View = place => {
  const list = endlessList(place, {
    list: banned,
    key: ban => ban.user_id,
    row: banRow,
    className: 'rows',
    skeleton: rowSkeleton,
    empty: () => emptyNotice('ban', 'Nobody is banned', 'May it stay like this.'),
  })
  return ownChannel(place, {
    tab: 'Bans',
    sources: [source, banning],
    endpoints: [getBannedUsers, banUser, unbanUser],
    content: [
      h('section', { className: 'card panel' }, h('h2', {}, 'Ban someone'), banForm({ onBan: list.restart })),
      h('section', {}, h('h2', {}, 'Kept out'), list.node),
    ],
  })
}
