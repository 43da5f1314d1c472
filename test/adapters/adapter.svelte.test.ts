import { QueryClient, setQueryClientContext } from '@tanstack/svelte-query'
import { flushSync, mount as mountComponent, unmount } from 'svelte'
import { flattenPages } from 'tinyhelix/query'
import {
  createHelixInfiniteQuery,
  createHelixMutation,
  createHelixQuery,
  setHelixClient,
  useChatLog,
  useEventQueue,
  useEventSub,
  useEventSubState,
  useExtension,
  useExtensionConfiguration,
  useExtensionMessage,
  useHeldMessages,
  useHelixAuth,
  useHelixPermission,
} from 'tinyhelix/svelte'
import Probe from './Probe.svelte'
import { type Adapter, adapterSuite, type Hooks, settingsSchema } from './suite.ts'

const hooks: Hooks = {
  query: (endpoint, params, options) => {
    const query = createHelixQuery(endpoint, params, options)
    return () => ({ data: query.data, error: query.error, status: query.status, fetchStatus: query.fetchStatus })
  },
  pages: (endpoint, params) => {
    const query = createHelixInfiniteQuery(endpoint, params, () => ({ select: flattenPages }))
    return () => ({
      data: query.data,
      error: query.error,
      status: query.status,
      fetchStatus: query.fetchStatus,
      hasNextPage: query.hasNextPage,
      fetchNextPage: query.fetchNextPage,
    })
  },
  mutation: (endpoint, options) => {
    const mutation = createHelixMutation(endpoint, options)
    return () => ({ error: mutation.error, status: mutation.status, mutate: mutation.mutate })
  },
  auth: () => {
    const auth = useHelixAuth()
    return () => ({ status: auth.status, session: auth.session, signIn: auth.signIn, signOut: auth.signOut })
  },
  permission: (...endpoints) => {
    const permission = useHelixPermission(...endpoints)
    return () => ({ granted: permission.granted, missing: permission.missing, request: permission.request })
  },
  eventSub: (type, condition, handler, options) => {
    const subscription = useEventSub(type, condition, handler, options)
    return () => ({ status: subscription.status, error: subscription.error })
  },
  ownEventSub: (type, handler) => {
    const subscription = useEventSub(type, handler)
    return () => ({ status: subscription.status, error: subscription.error })
  },
  eventSubState: () => {
    const state = useEventSubState()
    return () => ({ ...state })
  },
  extension: options => {
    const extension = useExtension(options)
    return () => ({ ...extension })
  },
  configuration: () => {
    const configuration = useExtensionConfiguration('broadcaster', settingsSchema, { version: '2' })
    return () => ({ ...configuration })
  },
  message: (target, handler) => useExtensionMessage(target, settingsSchema, handler),
  anyMessage: (target, handler) => useExtensionMessage(target, handler),
  createChatLog: (condition, options) => {
    const chat = useChatLog(condition, options)
    return () => chat.current
  },
  heldMessages: condition => {
    const held = useHeldMessages(condition)
    return () => ({ messages: held.messages, resolve: held.resolve })
  },
  createEventQueue: (types, options) => {
    const queue = useEventQueue(types, options)
    return () => ({ current: queue.current, waiting: queue.waiting, next: queue.next, add: queue.add })
  },
}

const mount: Adapter['mount'] = (component, { queryClient, client, events, extension, input }) => {
  if (!(queryClient instanceof QueryClient)) throw new Error('This is a cache of another framework.')
  const views: ReturnType<ReturnType<typeof component>>[] = []
  let current = $state.raw(input)
  /** Runs what a component's script would run. */
  const run = () => {
    setQueryClientContext(queryClient)
    if (client) setHelixClient(client, { events, extension })
    const view = component(hooks, () => current)
    $effect.pre(() => {
      views.push(view())
    })
  }
  const probe = mountComponent(Probe, { target: document.createElement('div'), props: { run } })
  flushSync()
  return {
    views,
    setInput: value => {
      current = value
      flushSync()
    },
    unmount: () => void unmount(probe),
  }
}

adapterSuite({ name: 'Svelte', QueryClient, mount })
