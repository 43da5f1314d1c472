import {
  type ChannelInformation,
  getChannelFollowers,
  getChannelInformation,
  getStreams,
  getUsers,
  modifyChannelInformation,
  searchCategories,
} from 'tinyhelix'
import { channelFollow, channelUpdate, streamOffline, streamOnline } from 'tinyhelix/eventsub'
import { events, until } from '../../live.ts'
import live from '../../live.ts?raw'
import { categoryAddress, channelAddress } from '../../page/addresses.ts'
import { h } from '../../page/h.ts'
import type { View } from '../../page/router.ts'
import { actionForm, field } from '../../parts/actionForm.ts'
import { picture } from '../../parts/avatar.ts'
import { categoryField } from '../../parts/categoryField.ts'
import picking from '../../parts/categoryField.ts?raw'
import { loaded } from '../../parts/loaded.ts'
import { client } from '../../twitch.ts'
import { InputError } from '../../words/errors.ts'
import { exact } from '../../words/numbers.ts'
import { clock, onDate } from '../../words/times.ts'
import source from './information.ts?raw'
import { ownChannel } from './ownChannel.ts'

async function readOwnChannel(signal: AbortSignal) {
  const [user] = await getUsers(client, {}, { signal })
  if (!user) throw new InputError('Twitch doesn’t say who is signed in. Please sign in again.')
  // #region how it is done
  const [[channel], [stream], { total }] = await Promise.all([
    getChannelInformation(client, { broadcaster_id: user.id }, { signal }),
    getStreams(client, { user_id: user.id }, { signal }),
    getChannelFollowers(client, { first: 1 }, { signal }).nextPage(), // of the signed-in user
  ])
  // #endregion
  return { user, channel, stream, total }
}

/** Of a stream, what is shown. */
interface OwnChannel extends Omit<Awaited<ReturnType<typeof readOwnChannel>>, 'stream'> {
  readonly stream: { readonly viewer_count: number; readonly started_at: string } | undefined
}

const fact = (label: string, value: Node | string) => h('div', {}, h('dt', {}, label), h('dd', {}, value))

const profile = ({ user, channel, stream, total }: OwnChannel) =>
  h(
    'section',
    { className: 'card panel profile' },
    picture(user.profile_image_url, 96),
    h(
      'div',
      {},
      h('h2', { className: 'profile-name' }, user.display_name),
      h('p', { className: 'muted' }, user.description || 'No description'),
      h('a', { className: 'quiet-link', href: channelAddress(user.login) }, 'View channel page'),
    ),
    h(
      'dl',
      { className: 'facts' },
      fact('Followers', exact(total)),
      fact('Viewers', exact(stream?.viewer_count ?? 0)),
      fact('Status', stream ? `Live for ${clock((Date.now() - Date.parse(stream.started_at)) / 1000)}` : 'Offline'),
      fact('Joined', onDate(user.created_at)),
      fact(
        'Category',
        channel?.game_id ? h('a', { href: categoryAddress(channel.game_id) }, channel.game_name) : 'None',
      ),
    ),
  )

/** The profile, which changes as the channel does. What somebody types below it stays. */
function liveProfile(signal: AbortSignal, read: OwnChannel): HTMLElement {
  const box = h('div', {}, profile(read))
  let own = read
  const change = (part: Partial<OwnChannel>) => {
    own = { ...own, ...part }
    box.replaceChildren(profile(own))
  }
  until(
    signal,
    // #region how it is done
    events.on(channelFollow, () => change({ total: own.total + 1 })),
    events.on(streamOnline, ({ started_at }) => change({ stream: { viewer_count: 0, started_at } })),
    events.on(streamOffline, () => change({ stream: undefined })),
    events.on(channelUpdate, ({ category_id, category_name }) => {
      if (own.channel) change({ channel: { ...own.channel, game_id: category_id, game_name: category_name } })
    }),
    // #endregion
  )
  return box
}

function titleForm({ title, tags, game_id, game_name }: ChannelInformation): HTMLElement {
  const category = categoryField({ id: game_id, name: game_name })
  return h(
    'section',
    { className: 'card panel' },
    h('h2', {}, 'Stream info'),
    actionForm({
      fields: [
        field(
          'Title',
          h('input', { name: 'title', value: title, required: true, maxLength: 140, autocomplete: 'off' }),
        ),
        category.node,
        field(
          'Tags',
          h('input', { name: 'tags', value: tags.join(', '), autocomplete: 'off' }),
          'Up to 10, separated by commas. Letters and numbers only.',
        ),
      ],
      submit: 'Save',
      work: async data => {
        const tags = String(data.get('tags'))
          .split(',')
          .map(tag => tag.trim())
          .filter(Boolean)
        const title = String(data.get('title'))
        await modifyChannelInformation(client, { title, tags, game_id: await category.chosenId() })
        return 'Saved. Viewers see it within a minute.'
      },
    }),
  )
}

/** The signed-in user's profile and what the channel shows. */
export const information: View = place =>
  ownChannel(place, {
    tab: 'Channel',
    sources: [source, picking, live],
    endpoints: [
      getUsers,
      getChannelInformation,
      getStreams,
      getChannelFollowers,
      searchCategories,
      modifyChannelInformation,
    ],
    content: [
      loaded(place, {
        read: () => readOwnChannel(place.signal),
        show: own =>
          h('div', { className: 'panels' }, liveProfile(place.signal, own), own.channel && titleForm(own.channel)),
        skeleton: h(
          'div',
          { className: 'panels', ariaHidden: 'true' },
          h('div', { className: 'card panel bone' }),
          h('div', { className: 'card panel bone' }),
        ),
      }),
    ],
  })
