import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { getChannelFollowers } from 'tinyhelix'
import { type ChatLine, messageParts } from 'tinyhelix/eventsub'
import { flattenPages } from 'tinyhelix/query'
import { HelixPlugin, useChatLog, useHelixInfiniteQuery } from 'tinyhelix/vue'
import { type Component, createApp, defineComponent, h, type PropType, watchEffect } from 'vue'
import { expose, type Given } from './page.ts'

const Line = defineComponent({
  props: { line: { type: Object as PropType<ChatLine>, required: true } },
  setup: props => () => {
    const { message, notification } = props.line
    if (!message) return h('li', notification.system_message)
    const { color, parts } = messageParts(message)
    const shown = parts.map(part =>
      part.type === 'emote' ? h('img', { src: part.url, alt: part.name }) : 'text' in part ? part.text : '',
    )
    return h('li', [h('b', { style: { color: color ?? 'inherit' } }, message.chatter_user_name), ...shown])
  },
})

const Chat = defineComponent(() => {
  const lines = useChatLog()
  const shown = () => lines.value.map(line => h(Line, { key: line.id, line }))
  return () => h('ul', shown())
})

const Followers = defineComponent(() => {
  const { data, hasNextPage, isFetching, fetchNextPage } = useHelixInfiniteQuery(
    getChannelFollowers,
    {},
    { live: true },
  )
  watchEffect(() => {
    if (hasNextPage.value && !isFetching.value) void fetchNextPage()
  })
  return () => {
    const rows = flattenPages(data.value)
    const shown = rows.slice(0, 50).map(({ user_id, user_name }) => h('li', { key: user_id }, user_name))
    return h('ul', { 'data-rows': rows.length }, shown)
  }
})

const show =
  (scene: Component) =>
  ({ client, events, queryClient, element }: Given<QueryClient>) =>
    createApp(scene).use(VueQueryPlugin, { queryClient }).use(HelixPlugin, { client, events }).mount(element)

expose(new QueryClient(), { chat: show(Chat), followers: show(Followers) })
