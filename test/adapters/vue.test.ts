import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flattenPages } from 'tinyhelix/query'
import {
  HelixPlugin,
  useChatLog,
  useEventQueue,
  useEventSub,
  useEventSubState,
  useExtension,
  useExtensionConfiguration,
  useExtensionMessage,
  useHeldMessages,
  useHelixAuth,
  useHelixInfiniteQuery,
  useHelixMutation,
  useHelixPermission,
  useHelixQuery,
} from 'tinyhelix/vue'
import { vi } from 'vitest'
import { createApp, defineComponent, shallowRef, toRaw } from 'vue'
import { type Adapter, adapterSuite, type Hooks, settingsSchema } from './suite.ts'

/** An older release accepts options as a ref, but no getters in them. */
vi.mock('@tanstack/vue-query', async original => {
  const current = await original<typeof import('@tanstack/vue-query')>()
  const without =
    <Args extends unknown[], R>(compose: (...args: Args) => R) =>
    (...args: Args) => {
      if (typeof args[0] === 'function') throw new Error('There is no query key in a function.')
      return compose(...args)
    }
  return {
    ...current,
    useQuery: without(current.useQuery),
    useInfiniteQuery: without(current.useInfiniteQuery),
    useMutation: without(current.useMutation),
  }
})

const hooks: Hooks = {
  query: (endpoint, params, options) => {
    const { data, error, status, fetchStatus } = useHelixQuery(endpoint, params, options)
    return () => ({ data: data.value, error: error.value, status: status.value, fetchStatus: fetchStatus.value })
  },
  pages: (endpoint, params) => {
    const query = useHelixInfiniteQuery(endpoint, params, { select: flattenPages })
    const { data, error, status, fetchStatus, hasNextPage, fetchNextPage } = query
    return () => ({
      data: data.value,
      error: error.value,
      status: status.value,
      fetchStatus: fetchStatus.value,
      hasNextPage: hasNextPage.value,
      fetchNextPage,
    })
  },
  mutation: (endpoint, options) => {
    const { error, status, mutate } = useHelixMutation(endpoint, options)
    return () => ({ error: error.value, status: status.value, mutate })
  },
  auth: () => {
    const { status, session, signIn, signOut } = useHelixAuth()
    return () => ({ status: status.value, session: session.value, signIn, signOut })
  },
  permission: (...endpoints) => {
    const { granted, missing, request } = useHelixPermission(...endpoints)
    return () => ({ granted: granted.value, missing: missing.value, request })
  },
  eventSub: (type, condition, handler, options) => {
    const { status, error } = useEventSub(type, condition, handler, options)
    return () => ({ status: status.value, error: error.value })
  },
  ownEventSub: (type, handler) => {
    const { status, error } = useEventSub(type, handler)
    return () => ({ status: status.value, error: error.value })
  },
  eventSubState: () => {
    const { status, userId, retryAt, error, cost, subscriptions } = useEventSubState()
    return () => ({
      status: status.value,
      userId: userId.value,
      retryAt: retryAt.value,
      error: error.value,
      cost: cost.value,
      subscriptions: subscriptions.value,
    })
  },
  extension: options => {
    const refs = useExtension(options)
    return () => ({
      status: refs.status.value,
      context: refs.context.value,
      viewer: refs.viewer.value,
      visible: refs.visible.value,
      highlighted: refs.highlighted.value,
      position: refs.position.value,
      features: refs.features.value,
      configuration: refs.configuration.value,
      view: refs.view.value,
      error: refs.error.value,
    })
  },
  configuration: () => {
    const { status, value, error, set } = useExtensionConfiguration('broadcaster', settingsSchema, { version: '2' })
    return () => ({ status: status.value, value: value.value, error: error.value, set })
  },
  message: (target, handler) => useExtensionMessage(target, settingsSchema, handler),
  anyMessage: (target, handler) => useExtensionMessage(target, handler),
  createChatLog: (condition, options) => {
    const lines = useChatLog(condition, options)
    return () => lines.value
  },
  heldMessages: condition => {
    const { messages, resolve } = useHeldMessages(condition)
    return () => ({ messages: messages.value, resolve })
  },
  createEventQueue: (types, options) => {
    const { current, waiting, next, add } = useEventQueue(types, options)
    return () => ({ current: current.value, waiting: waiting.value, next, add })
  },
}

const mount: Adapter['mount'] = (component, { queryClient, client, events, extension, input }) => {
  if (!(queryClient instanceof QueryClient)) throw new Error('This is a cache of another framework.')
  const views: ReturnType<ReturnType<typeof component>>[] = []
  const current = shallowRef(input)
  const app = createApp(
    defineComponent(() => {
      const view = component(hooks, () => current.value)
      return () => {
        views.push(toRaw(view()))
        return null
      }
    }),
  )
  app.config.errorHandler = error => {
    throw error
  }
  app.use(VueQueryPlugin, { queryClient })
  if (client) app.use(HelixPlugin, { client, events, extension })
  app.mount(document.createElement('div'))
  return {
    views,
    setInput: value => {
      current.value = value
    },
    unmount: () => app.unmount(),
  }
}

adapterSuite({ name: 'Vue', QueryClient, mount })
