import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { flattenPages } from 'tinyhelix/query'
import {
  HelixProvider,
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
} from 'tinyhelix/react'
import { type Adapter, adapterSuite, type Component, type Hooks, settingsSchema } from './suite.ts'

const hooks: Hooks = {
  query: (endpoint, params, options) => {
    const { data, error, status, fetchStatus } = useHelixQuery(endpoint, params(), options?.())
    return () => ({ data, error, status, fetchStatus })
  },
  pages: (endpoint, params) => {
    const { data, error, status, fetchStatus, hasNextPage, fetchNextPage } = useHelixInfiniteQuery(endpoint, params())
    return () => ({ data: data && flattenPages(data), error, status, fetchStatus, hasNextPage, fetchNextPage })
  },
  mutation: (endpoint, options) => {
    const { error, status, mutate } = useHelixMutation(endpoint, options?.())
    return () => ({ error, status, mutate })
  },
  auth: () => {
    const auth = useHelixAuth()
    return () => auth
  },
  permission: (...endpoints) => {
    const permission = useHelixPermission(...endpoints)
    return () => permission
  },
  eventSub: (type, condition, handler, options) => {
    const status = useEventSub(type, condition(), handler, options?.())
    return () => status
  },
  ownEventSub: (type, handler) => {
    const status = useEventSub(type, handler)
    return () => status
  },
  eventSubState: () => {
    const state = useEventSubState()
    return () => state
  },
  extension: options => {
    const state = useExtension(options)
    return () => state
  },
  configuration: () => {
    const configuration = useExtensionConfiguration('broadcaster', settingsSchema, { version: '2' })
    return () => configuration
  },
  message: (target, handler) => useExtensionMessage(target(), settingsSchema, handler),
  anyMessage: (target, handler) => useExtensionMessage(target(), handler),
  createChatLog: (condition, options) => {
    const lines = useChatLog(condition?.(), options?.())
    return () => lines
  },
  heldMessages: condition => {
    const held = useHeldMessages(condition())
    return () => held
  },
  createEventQueue: (types, options) => {
    const queue = useEventQueue(types(), options?.())
    return () => queue
  },
}

interface ProbeProps<Input, View> {
  readonly component: Component<Input, View>
  readonly first: Input
  readonly views: View[]
  readonly bind: (set: (input: Input) => void) => void
}

function Probe<Input, View>({ component, first, views, bind }: ProbeProps<Input, View>): ReactNode {
  const [input, setInput] = useState({ value: first })
  const view = component(hooks, () => input.value)()
  useLayoutEffect(() => {
    bind(value => setInput({ value }))
    views.push(view)
  })
  return null
}

const mount: Adapter['mount'] = (component, { queryClient, client, events, extension, input }) => {
  if (!(queryClient instanceof QueryClient)) throw new Error('This is a cache of another framework.')
  const views: ReturnType<ReturnType<typeof component>>[] = []
  let failure: unknown
  const root = createRoot(document.createElement('div'), {
    onUncaughtError: error => {
      failure = error
    },
  })
  let set: (value: typeof input) => void = () => {}
  const bind = (given: typeof set) => {
    set = given
  }
  const probe = <Probe component={component} first={input} views={views} bind={bind} />
  flushSync(() =>
    root.render(
      <QueryClientProvider client={queryClient}>
        {client ? (
          <HelixProvider client={client} events={events} extension={extension}>
            {probe}
          </HelixProvider>
        ) : (
          probe
        )}
      </QueryClientProvider>,
    ),
  )
  if (failure) throw failure
  return { views, setInput: value => flushSync(() => set(value)), unmount: () => root.unmount() }
}

adapterSuite({ name: 'React', QueryClient, mount })
