import {
  banUser,
  getChannelInformation,
  getStreams,
  getUsers,
  getVideosByUserId,
  parseDuration,
  type User,
  unbanUser,
  type Video,
} from 'tinyhelix'
import { categoryAddress, twitchAddress } from '../page/addresses.ts'
import { openDialog } from '../page/dialog.ts'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { page } from '../page/page.ts'
import type { View } from '../page/router.ts'
import { actionButton } from '../parts/actionButton.ts'
import { picture } from '../parts/avatar.ts'
import { banForm } from '../parts/banForm.ts'
import { emptyNotice } from '../parts/emptyNotice.ts'
import { endlessList } from '../parts/endlessList.ts'
import { howItIsDone } from '../parts/howItIsDone.ts'
import { loaded } from '../parts/loaded.ts'
import { streamPicture, streamSkeleton } from '../parts/streamCard.ts'
import { tagList } from '../parts/tagList.ts'
import { thumbnail } from '../parts/thumbnail.ts'
import { auth, client } from '../twitch.ts'
import { languageName } from '../words/languages.ts'
import { brief } from '../words/numbers.ts'
import { clock, fromNow } from '../words/times.ts'
import source from './channel.ts?raw'

async function readChannel(login: string, signal: AbortSignal) {
  // #region how it is done
  const [user] = await getUsers(client, { login }, { signal })
  if (!user) return null
  const [[channel], [stream]] = await Promise.all([
    getChannelInformation(client, { broadcaster_id: user.id }, { signal }),
    getStreams(client, { user_id: user.id }, { signal }),
  ])
  // #endregion
  return { user, channel, stream }
}

type Channel = NonNullable<Awaited<ReturnType<typeof readChannel>>>

const videoCard = (video: Video): HTMLElement =>
  h(
    'article',
    { className: 'card stream' },
    h(
      'div',
      { className: 'preview' },
      thumbnail(video.thumbnail_url, 320, 180),
      h('span', { className: 'badge badge-time' }, clock(parseDuration(video.duration))),
      h('span', { className: 'badge badge-viewers' }, icon('eye'), brief(video.view_count)),
    ),
    h('h3', {}, h('a', { className: 'card-link', href: video.url, target: '_blank', rel: 'noreferrer' }, video.title)),
    h('p', { className: 'muted' }, fromNow(video.created_at)),
  )

/** Bans someone from one's own chat, says so, and takes it back. */
function banControl({ id, login, display_name }: User): HTMLElement {
  const box = h('div', { className: 'ban-control', tabIndex: -1 })
  const offer = () => {
    const button = h('button', { type: 'button', className: 'button' }, icon('ban'), 'Ban from my chat')
    button.onclick = () => {
      const form = banForm({
        login,
        onBan: seconds => {
          dialog.close()
          showBanned(seconds ? 'Timed out' : 'Banned')
        },
      })
      const dialog = openDialog(`Ban ${display_name}`, form)
    }
    box.replaceChildren(button)
  }
  const showBanned = (state: string) => {
    const undo = actionButton('', ['Unban'], async () => {
      await unbanUser(client, { user_id: id })
      offer()
      box.querySelector('button')?.focus()
      return `${display_name} can chat again.`
    })
    box.replaceChildren(h('span', { className: 'tag tag-strong' }, state), undo)
    undo.focus()
  }
  offer()
  return box
}

const hero = ({ user, channel, stream }: Channel) =>
  h(
    'div',
    { className: 'channel-head' },
    stream ? streamPicture(stream) : h('div', { className: 'preview preview-offline' }, icon('moon'), 'Offline'),
    h(
      'div',
      { className: 'channel-about' },
      h('div', { className: 'channel-name' }, picture(user.profile_image_url, 64), h('h1', {}, user.display_name)),
      channel?.title && h('p', { className: 'channel-title' }, channel.title),
      channel?.game_id &&
        h('a', { className: 'quiet-link', href: categoryAddress(channel.game_id) }, channel.game_name),
      channel && tagList([languageName(channel.broadcaster_language), ...channel.tags]),
      user.description && h('p', { className: 'muted' }, user.description),
      h(
        'a',
        { className: 'button button-main', href: twitchAddress(user.login), target: '_blank', rel: 'noreferrer' },
        icon('external'),
        stream ? 'Watch on Twitch' : 'Open on Twitch',
      ),
      user.id === auth.state.session?.userId
        ? h('a', { className: 'button', href: '#/me' }, icon('person'), 'Manage my channel')
        : banControl(user),
    ),
  )

/** Somebody's channel: what is on now, and what was before. */
export const channel: View = place => {
  const { params, signal, setTitle } = place
  const { login = '' } = params
  setTitle(login)
  const content = loaded(place, {
    title: login,
    read: () => readChannel(login, signal),
    show: found => {
      if (!found) return emptyNotice('person', 'Channel not found', `There’s no Twitch channel named ${login}.`, 'h1')
      setTitle(found.user.display_name)
      const videos = endlessList(place, {
        list: signal => getVideosByUserId(client, { user_id: found.user.id, first: 12 }, { signal }),
        key: video => video.id,
        row: videoCard,
        className: 'grid grid-streams',
        skeleton: streamSkeleton,
        empty: () => emptyNotice('eye', 'No videos', 'This channel has no videos yet.'),
      })
      return h('div', {}, hero(found), h('section', {}, h('h2', {}, 'Videos'), videos.node))
    },
    skeleton: h(
      'div',
      { className: 'channel-head' },
      h('div', { className: 'preview bone' }),
      h(
        'div',
        { className: 'channel-about' },
        h('div', { className: 'bone line' }),
        h('div', { className: 'bone line line-short' }),
      ),
    ),
  })
  return page(
    'channel-page',
    content,
    howItIsDone(place, [source], getUsers, getChannelInformation, getStreams, banUser, unbanUser),
  )
}
