import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'

const demos = [
  {
    address: '/dashboard/',
    title: 'Channel dashboard',
    framework: 'React',
    text: 'Who is live, followers, bans, polls, chat. Each part asks for its permission when it is first opened.',
  },
  {
    address: '/overlay/',
    title: 'Stream overlay',
    framework: 'Svelte',
    text: 'Viewers, latest followers and the running poll, see-through for OBS. Signs in by a code.',
  },
  {
    address: '/panel/',
    title: 'Extension panel',
    framework: 'Vue',
    text: 'What viewers find under the stream: schedule, clips, emotes. No sign-in: Twitch brings the token.',
  },
]

/** The pages beside this one that show the library in a framework. */
export const demoList = (): HTMLElement =>
  h(
    'section',
    { className: 'demos' },
    h('h2', {}, 'More to start from'),
    h(
      'ul',
      { className: 'features', role: 'list' },
      ...demos.map(({ address, title, framework, text }) =>
        h(
          'li',
          { className: 'card panel' },
          h(
            'header',
            {},
            icon('code'),
            h('h3', {}, h('a', { className: 'card-link', href: address }, title)),
            h('span', { className: 'tag' }, framework),
          ),
          h('p', {}, text),
        ),
      ),
    ),
  )
